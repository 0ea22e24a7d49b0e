"""Wishes: what somebody asks of their feed, besides topics; each within public bounds."""

from typing import Annotated, Final

from msgspec import Meta, Struct

WORD_LONGEST: Final = 60
WORDS_MOST: Final = 100

Slider = Annotated[float, Meta(ge=0.0, le=2.0)]
"""0 none of it, 1 as usual, 2 twice as much."""


class Wishes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much of what, and what not at all.

    `place` is a territory code (as in `CN`), chosen by the person, never guessed. `words` keep
    notes away whose title, text or topics hold one of them. While `paused`, what the person does
    teaches their own feed nothing. `met_there` lets notes that they publish from then on be met
    as near by others of the same place.
    """

    following: Slider = 1.0
    nearby: Slider = 1.0
    new_voices: Slider = 1.0
    place: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    met_there: bool = False
    words: tuple[Annotated[str, Meta(min_length=1, max_length=WORD_LONGEST)], ...] = ()
    paused: bool = False
