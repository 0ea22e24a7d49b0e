"""Read what was typed: as it stands; by its sound where letters find little; or as it was meant."""

from collections.abc import Awaitable, Callable
from typing import Final

from msgspec import Struct

from serai.search import Question, corrections, either, sounds, words
from serai.store import Read

FEW: Final = 6
"""Where fewer notes have the letters, what they sound like in Chinese is looked for too."""

TRIED: Final = 12
"""Corrections that are tried, and how many notes of each are counted."""

Look = Callable[[Question, int], Awaitable[int]]
"""How many notes that may be seen answer, up to so many."""


class Reading(Struct, frozen=True):
    """What was typed and what is shown for it; they differ where a slip was put right."""

    typed: str
    shown: str
    sounding: bool = False
    """Whether what sounds so was looked for too."""

    @property
    def question(self) -> Question:
        """What is asked of the index in all."""
        said = words(self.shown)
        return either(said, sounds(self.shown)) if self.sounding else said

    @property
    def corrected(self) -> bool:
        """Whether something else is shown than was typed."""
        return self.typed != self.shown


async def read_typed(tx: Read, typed: str, look: Look) -> Reading:
    """How `typed` is taken. Only what the viewer may see bears on it."""
    found = await look(words(typed), FEW)
    spoken = sounds(typed)
    if found < FEW and spoken and await look(spoken, 1):
        return Reading(typed, typed, sounding=True)
    if found:
        return Reading(typed, typed)
    likely, most = typed, 0
    for other in (await corrections(tx, typed))[:TRIED]:
        many = await look(words(other), TRIED)
        if many > most:
            likely, most = other, many
    return Reading(typed, likely)
