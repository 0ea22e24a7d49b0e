"""Captions in another language: each cue a passage, translated once, kept as all translations."""

from collections.abc import Mapping

from msgspec import Struct

from serai.clips.captions.caption import Captions
from serai.clips.captions.cue import Cue
from serai.clips.captions.wrap import joined, wrap
from serai.languages import Passage, Translation, find_translations, key_of
from serai.store import Read


class TurnedCaptions(Struct, frozen=True):
    """Captions in a reader's language; `left` is what nobody translated, which stays as it was."""

    cues: tuple[Cue, ...]
    left: tuple[Passage, ...]


async def turn_captions(tx: Read, which: Captions, target: str) -> TurnedCaptions:
    """`which` with what of it was translated into `target` before."""
    passages = [Passage(joined(cue.text), which.language) for cue in which.cues]
    known = await find_translations(tx, passages, target)
    return turn(which.cues, passages, target, known)


def turn(
    cues: tuple[Cue, ...], passages: list[Passage], target: str, known: Mapping[str, Translation]
) -> TurnedCaptions:
    """Each of `cues` by what is known of its passage, by `key_of`; a pure rule."""
    made: list[Cue] = []
    left: list[Passage] = []
    for cue, passage in zip(cues, passages, strict=True):
        translation = known.get(key_of(passage, target))
        if translation is None:
            left.append(passage)
            made.append(cue)
        else:
            made.append(Cue(cue.begins, cue.ends, wrap(translation.text)))
    return TurnedCaptions(tuple(made), tuple(left))
