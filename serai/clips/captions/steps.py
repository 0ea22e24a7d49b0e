"""A row of cues changed by one step while it is being edited: pure rules."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from serai.clips.captions.cue import Cue
from serai.clips.captions.wrap import joined, width, wrap

ADDED: Final = 2_000_000
"""How long a new cue stands where nothing says otherwise, in microseconds."""

_ENDS: Final = frozenset(".!?…。！？,;:，、；：")


def split(cues: Sequence[Cue], at: int) -> list[Cue]:
    """The cue at `at` in two: at the end of a sentence near its middle, else at a space."""
    cue = cues[at]
    whole = joined(cue.text)
    cut = _cut_of(whole)
    share = width(whole[:cut]) / width(whole) if whole else 0.5
    moment = cue.begins + round((cue.ends - cue.begins) * share)
    halves = (
        Cue(cue.begins, moment, wrap(whole[:cut].strip())),
        Cue(moment, cue.ends, wrap(whole[cut:].strip())),
    )
    return [*cues[:at], *halves, *cues[at + 1 :]]


def merge(cues: Sequence[Cue], at: int) -> list[Cue]:
    """The cue at `at` and the one after it in one."""
    if at + 1 >= len(cues):
        return list(cues)
    one, after = cues[at], cues[at + 1]
    both = wrap(joined(f"{one.text}\n{after.text}"))
    return [*cues[:at], Cue(one.begins, max(one.ends, after.ends), both), *cues[at + 2 :]]


def drop(cues: Sequence[Cue], at: int) -> list[Cue]:
    """All but the cue at `at`."""
    return [*cues[:at], *cues[at + 1 :]]


def add(cues: Sequence[Cue], at: int, duration: int | None) -> list[Cue]:
    """An empty cue behind the one at `at`, in the time before the next; -1 puts it first."""
    begins = cues[at].ends if at >= 0 else 0
    after = cues[at + 1].begins if at + 1 < len(cues) else duration
    ends = begins + ADDED if after is None or after <= begins else min(begins + ADDED, after)
    return [*cues[: at + 1], Cue(begins, ends, ""), *cues[at + 1 :]]


def shift(cues: Sequence[Cue], by: int) -> list[Cue]:
    """All of them later by so many microseconds, or earlier, none before the start."""
    return [
        replace(one, begins=max(0, one.begins + by), ends=max(0, one.ends + by)) for one in cues
    ]


def _cut_of(whole: str) -> int:
    """Where to cut a text: behind a mark in its middle half, else where a line would break."""
    middle = len(whole) / 2
    marks = [at for at in range(1, len(whole)) if whole[at - 1] in _ENDS and whole[at] not in _ENDS]
    near = [at for at in marks if abs(at - middle) <= middle / 2]
    spaces = [at for at in range(1, len(whole)) if whole[at] == " "]
    places = near or spaces or [len(whole) // 2]
    return min(places, key=lambda at: abs(at - middle))
