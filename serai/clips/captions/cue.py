"""One caption on the screen, and how a row of them stands in order: pure rules."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from serai.clips.captions.wrap import wrap
from serai.kernel import Refusal, clean

MOST: Final = 600
"""Cues of one language of a clip: one for each second of the longest."""

LONGEST_TEXT: Final = 240
"""Characters of a cue; two lines hold about 84 of Latin letters, or 36 ideographs."""

BRIEFEST: Final = 100_000
"""Microseconds under which nobody sees that something was there."""


class Cue(Struct, frozen=True):
    """Words on the screen from `begins` to `ends`, microseconds from the start of the clip."""

    begins: int
    ends: int
    text: str


def settled(cues: Sequence[Cue], duration: int | None) -> tuple[Cue, ...]:
    """`cues` as they will stand: cleaned, in order, on two lines, one at a time.

    What says nothing is left out; what overlaps ends where the next one begins, and what begins
    together stands together. Raises `Refusal` with the `number` of the first that is wrong, from 1:
    captions.before_start, captions.ends_first, captions.after_end, captions.cue_too_long; and
    captions.too_many.
    """
    if len(cues) > MOST:
        raise Refusal("captions.too_many", limit=MOST)
    clean_ones = [_checked(cue, nth, duration) for nth, cue in enumerate(cues, 1)]
    return apart(one for one in clean_ones if one.text)


def apart(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The same in order, none over another."""
    stand: list[Cue] = []
    for cue in sorted(cues, key=lambda one: (one.begins, one.ends)):
        if stand and cue.begins - stand[-1].begins < BRIEFEST:
            last = stand.pop()
            both = wrap(f"{last.text}\n{cue.text}")
            stand.append(Cue(last.begins, max(last.ends, cue.ends), both))
        else:
            stand.append(cue)
    cut = [replace(one, ends=min(one.ends, after.begins)) for one, after in pairwise(stand)]
    return (*cut, *stand[-1:])


def _checked(cue: Cue, number: int, duration: int | None) -> Cue:
    try:
        text = clean(cue.text, limit=LONGEST_TEXT, code="captions.cue_too_long")
    except Refusal as no:
        raise Refusal(no.code, **no.values, number=number) from no
    if cue.begins < 0:
        raise Refusal("captions.before_start", number=number)
    if cue.ends <= cue.begins:
        raise Refusal("captions.ends_first", number=number)
    if duration is not None and cue.begins >= duration:
        raise Refusal("captions.after_end", number=number)
    ends = cue.ends if duration is None else min(cue.ends, duration)
    return Cue(cue.begins, ends, wrap(text))
