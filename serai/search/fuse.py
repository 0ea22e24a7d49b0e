"""Merge lists that were ranked in ways that cannot be compared: reciprocal rank fusion.

A thing at place r of a list (from 1) gets 1 / (60 + r) from it, and the sum over the lists ranks
it. Cormack, Clarke and Buettcher, SIGIR 2009; 60 is their constant.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, TypeVar

T = TypeVar("T", bound=Hashable)

CALM: Final = 60
"""How little the first places differ: the larger, the more it counts to stand in many lists."""


def fuse(lists: Iterable[Sequence[T]]) -> list[T]:
    """Everything in `lists`, the best first; equals in the order in which they were met."""
    sums: defaultdict[T, float] = defaultdict(float)
    for ranked in lists:
        for place, one in enumerate(ranked, start=1):
            sums[one] += 1 / (CALM + place)
    return sorted(sums, key=lambda one: -sums[one])
