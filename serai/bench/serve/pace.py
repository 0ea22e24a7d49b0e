"""How long each figure is measured, and how often: a small town is done in no time."""

from typing import Final

from msgspec import Struct


class Pace(Struct, frozen=True):
    """Runs of each figure, of which the median counts, and the seconds of one; pages and deeds."""

    runs: int
    seconds: float
    pages: int
    talks: int


FULL: Final = Pace(runs=3, seconds=3.0, pages=1_000, talks=200)
BRIEF: Final = Pace(runs=1, seconds=0.3, pages=100, talks=20)
LARGE: Final = 50_000
"""People from whom on a town is worth measuring."""


def pace_for(people: int) -> Pace:
    """The pace for a town of so many."""
    return FULL if people >= LARGE else BRIEF
