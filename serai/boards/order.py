"""The order of a board: the highest place first, so that what comes in last stands first."""

from collections.abc import Sequence
from typing import Final, Literal, get_args

from msgspec import Struct

from serai.kernel import NoteId

Way = Literal["first", "up", "down"]
WAYS: Final[tuple[Way, ...]] = get_args(Way)


class Standing(Struct, frozen=True):
    """A note and its place; no two notes of a board have the same."""

    note: NoteId
    place: int


def moved(standing: Sequence[Standing], which: NoteId, way: Way, top: int) -> tuple[Standing, ...]:
    """The notes that stand elsewhere after a step; none where the step leads nowhere.

    `standing` is what its owner sees, in order; others may stand between and keep their places,
    `top` is the highest of all. Up and down change places with a neighbour.
    """
    nth = next((nth for nth, one in enumerate(standing) if one.note == which), None)
    if nth is None:
        return ()
    if way == "first":
        return () if nth == 0 else (Standing(which, top + 1),)
    other = nth - 1 if way == "up" else nth + 1
    if not 0 <= other < len(standing):
        return ()
    mine, its = standing[nth], standing[other]
    return (Standing(which, its.place), Standing(its.note, mine.place))
