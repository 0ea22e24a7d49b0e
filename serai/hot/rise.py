"""How much something rises: distinct people today beside what is usual; a pure rule.

    rise = (now + calm) / (usual + calm)

`now` is how many distinct people did something about it in the last day, `usual` the mean of that
number over the seven days before. `calm` people are added to both, the pull of a Gamma prior on a
Poisson rate towards "as usual": two people instead of one are no doubling.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

Kind = Literal["topic", "search"]


class HotLimits(Struct, frozen=True):
    """The constants of the rule, as the page shows them."""

    people: int = 5
    """Distinct people within the day, at least."""
    calm: int = 5
    """People added to both sides of the quotient."""
    days: int = 7
    """Days before that say what is usual."""
    least: float = 1.3
    """A rise below this is weather."""
    shown: int = 10
    """Rows of each list."""
    fresh_seconds: int = 60
    """How long a list is shown before it is counted again."""
    usual_seconds: int = 3_600
    """How long what is usual is taken as it was counted."""


LIMITS: Final = HotLimits()


class Rising(Struct, frozen=True):
    """A topic's key or a word: how many people now, how many usually, and how much that rises."""

    kind: Kind
    what: str
    now: int
    usual: float
    rise: float


def rise(now: int, usual: float, limits: HotLimits = LIMITS) -> float:
    """The quotient: 1 is as usual, more rises, less falls."""
    return (now + limits.calm) / (usual + limits.calm)


def rising(
    kind: Kind, counted: Mapping[str, Mapping[int, int]], limits: HotLimits = LIMITS
) -> list[Rising]:
    """What rises, the most first; `counted` has people by days ago, 0 for the last day."""
    found = [_row(kind, what, by_day, limits) for what, by_day in counted.items()]
    return sorted(_enough(found, limits), key=lambda row: (-row.rise, -row.now, row.what))


def _row(kind: Kind, what: str, by_day: Mapping[int, int], limits: HotLimits) -> Rising:
    now = by_day.get(0, 0)
    usual = sum(by_day.get(day, 0) for day in range(1, limits.days + 1)) / limits.days
    return Rising(kind, what, now, usual, rise(now, usual, limits))


def _enough(found: Iterable[Rising], limits: HotLimits) -> list[Rising]:
    return [row for row in found if row.now >= limits.people and row.rise >= limits.least]
