"""Choose a page from a pool: lanes, trial places, caps and variety, one card after the other."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from heapq import heappop, heappush
from itertools import count
from math import ceil
from typing import Final

import numpy as np
from msgspec import Struct

from serai.recommend import WEIGHTS, Floats, Ints, Lane, Pool

TEN: Final = 10
OVERLAP: Final = 4
ROUNDING: Final = 1e-9
SUITING: Final = ("interest", "taste", "not_interested")
URGENCY: Final = 0.5
LOT: Final = 10.0

_RULES: Final = WEIGHTS.page
_TRIAL: Final = WEIGHTS.weights["trial"]
_VARIETY: Final = WEIGHTS.weights["variety"]


class Pick(Struct, frozen=True):
    """One column of a pool, the source that brings it, and what its place adds to its value."""

    at: int
    source: str
    lane: Lane | None = None
    trial: float = 0.0
    variety: float = 0.0


Choose = Callable[[Pool], Iterator[Pick]]

Key = tuple[float, float]
"""What comes first: the smaller. Keys of a column only grow while a page fills."""


class _Table:
    """What stands on the page already: how often each topic and each author."""

    def __init__(self, pool: Pool) -> None:
        self.topics: list[list[int]] = pool.topics.tolist()
        self.authors: list[int] = pool.authors.tolist()
        self.cap = _RULES.author_cap
        self.taken: set[int] = set()
        self.by_topic: dict[int, int] = {}
        self.by_author: dict[int, int] = {}

    def crowd(self, at: int) -> int:
        """How often the most shown topic of a column stands on the page."""
        return _most(self.by_topic, self.topics[at])

    def variety(self, at: int) -> float:
        """What a column loses to the cards that share its topic."""
        return _VARIETY * min(self.crowd(at), OVERLAP)

    def barred(self, at: int) -> bool:
        """Whether the column's author stands there often enough."""
        return self.by_author.get(self.authors[at], 0) >= self.cap

    def take(self, at: int) -> float:
        """Put a column on the page; returns what variety takes off its value."""
        variety = self.variety(at)
        self.taken.add(at)
        _count(self.by_topic, self.topics[at])
        author = self.authors[at]
        self.by_author[author] = self.by_author.get(author, 0) + 1
        return variety


def _most(counts: dict[int, int], topics: list[int]) -> int:
    return max([counts.get(topic, 0) for topic in topics if topic >= 0], default=0)


def _count(counts: dict[int, int], topics: list[int]) -> None:
    for topic in topics:
        if topic >= 0:  # -1 fills the row
            counts[topic] = counts.get(topic, 0) + 1


class _Queue:
    """Columns by a key that may only grow, so that few of them are ever looked at.

    They come in by their first key, (0, -worth); a column whose key has grown since waits on.
    """

    def __init__(
        self,
        table: _Table,
        columns: Iterable[int],
        worth: list[float],
        grown: Callable[[int], tuple[float, float]],
    ) -> None:
        self.table = table
        self.worth = worth
        self.grown = grown
        self.coming = iter(columns)
        self.waiting: list[tuple[Key, int]] = []
        self.set_aside: list[int] = []
        self._bring()

    def next(self) -> int | None:
        """The first column that is neither taken nor barred."""
        while self.waiting:
            stale, at = heappop(self.waiting)
            if at == self.newest:
                self._bring()
            if at in self.table.taken:
                continue
            if self.table.barred(at):
                self.set_aside.append(at)
                continue
            fresh = self._key(at)
            if fresh > stale and self.waiting and (fresh, at) > self.waiting[0]:
                heappush(self.waiting, (fresh, at))
                continue
            return at
        return None

    def readmit(self) -> bool:
        """Let those back whose authors were barred; False where there are none."""
        found = bool(self.set_aside)
        for at in self.set_aside:
            heappush(self.waiting, (self._key(at), at))
        self.set_aside.clear()
        return found

    def _key(self, at: int) -> Key:
        rank, more = self.grown(at)
        return rank, more - self.worth[at]

    def _bring(self) -> None:
        # What has not come yet is worth no more than the newest that has.
        self.newest = next(self.coming, None)
        if self.newest is not None:
            heappush(self.waiting, ((0.0, -self.worth[self.newest]), self.newest))


class _Lanes:
    """Takes turns among the viewer's topics, each as often as its weight says."""

    def __init__(self, table: _Table, pool: Pool, order: list[int], worth: list[float]) -> None:
        self.lanes = pool.profile.lanes
        self.served = {lane.topic: 0 for lane in self.lanes}
        self.whole = sum(lane.weight for lane in self.lanes)
        self.queues = {
            lane.topic: _Queue(
                table,
                _carrying(table, order, lane.topic),
                worth,
                lambda at: (0.0, -table.variety(at)),
            )
            for lane in self.lanes
        }

    def turn(self) -> tuple[int, Lane] | None:
        """The next card of the lane that has waited longest, and that lane."""
        many = sum(self.served.values()) + 1
        owed = [
            (self.served[lane.topic] - lane.weight / self.whole * many, place)
            for place, lane in enumerate(self.lanes)
        ]
        for _, place in sorted(owed):
            lane = self.lanes[place]
            at = self.queues[lane.topic].next()
            if at is not None:
                self.served[lane.topic] += 1
                return at, lane
        return None


def _carrying(table: _Table, order: list[int], topic: int) -> Iterator[int]:
    return (at for at in order if topic in table.topics[at])


class _Trial:
    """Notes that look for their first audience; those on the page make their like stand back."""

    def __init__(self, table: _Table, pool: Pool) -> None:
        self.table = table
        self.tried: dict[int, int] = {}
        self.spread = not pool.profile.share
        columns = np.flatnonzero(pool.trial)
        due = sum(pool.feature(name) for name in SUITING) + URGENCY * pool.trial
        turns = (pool.feature("fresh"), LOT * pool.feature("chance"))
        self.queues = tuple(self._queue(columns, due + turn) for turn in turns)

    def _queue(self, columns: Ints, worth: Floats) -> _Queue:
        order = columns[np.argsort(-worth[columns], kind="stable")]
        return _Queue(self.table, order.tolist(), worth.tolist(), self._grown)

    def _grown(self, at: int) -> tuple[float, float]:
        tried = _most(self.tried, self.table.topics[at])
        return (self.table.crowd(at) if self.spread else 0.0), tried

    def turn(self, *, by_lot: bool) -> int | None:
        """The newest that suits the viewer, or one by lot, so that all come up."""
        at = self.queues[by_lot].next()
        if at is not None:
            _count(self.tried, self.table.topics[at])
        return at


class _Chooser:
    """The places of one page, filled one by one."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.share = pool.profile.share
        self.table = table = _Table(pool)
        order: list[int] = np.argsort(-pool.value, kind="stable").tolist()
        worth: list[float] = pool.value.tolist()
        self.lanes = _Lanes(table, pool, order, worth)
        self.trial = _Trial(table, pool)
        own = frozenset(self.lanes.served)
        outside = (at for at in order if own.isdisjoint(table.topics[at]))
        # With nothing known of the viewer, and outside their lanes, the least crowded topics come
        # first: any three topics hold three of ten cards, wherever there is enough else.
        self.others, self.rest = (
            _Queue(table, columns, worth, lambda at: (table.crowd(at), 0.0))
            for columns in (outside, order)
        )

    def place(self, slot: int) -> Pick | None:
        """The card for one place."""
        if slot % TEN in _RULES.trial_places:
            by_lot = slot % TEN != _RULES.trial_places[0]
            at = self.trial.turn(by_lot=by_lot)
            if at is not None:
                return Pick(at, "trial", None, _TRIAL, self.table.take(at))
        if _is_lane(slot, self.share) and (turn := self.lanes.turn()):
            at, lane = turn
            source = "interests" if lane.interest else "taste"
            return Pick(at, source, lane, 0.0, self.table.take(at))
        at = self.others.next()
        if at is None:
            at = self.rest.next()
        if at is None:
            return None
        return Pick(at, self.pool.source(at), None, 0.0, self.table.take(at))

    def loosen(self) -> bool:
        """Let each author stand once more often; False where nobody waits for that."""
        self.table.cap += 1
        queues = (self.others, self.rest, *self.trial.queues, *self.lanes.queues.values())
        return sum(queue.readmit() for queue in queues) > 0


def mixed(pool: Pool) -> Iterator[Pick]:
    """Lanes by their weight, new notes at their fixed places, and between them something else."""
    chooser = _Chooser(pool)
    for slot in count():
        pick = chooser.place(slot)
        while pick is None:
            if not chooser.loosen():
                return
            pick = chooser.place(slot)
        yield pick


def _is_lane(slot: int, share: float) -> bool:
    """Whether the lanes' share of ten cards falls on this place."""
    return slot % TEN in _lane_places(round(share * 100))


@cache
def _lane_places(percent: int) -> frozenset[int]:
    """The lanes' places of ten: spread over those not on trial, the first one theirs."""
    free = [place for place in range(TEN) if place not in _RULES.trial_places]
    quota = percent * TEN / 100 / len(free)
    edges = [ceil(number * quota - ROUNDING) for number in range(len(free) + 1)]
    steps = zip(free, edges, edges[1:], strict=False)
    return frozenset(place for place, here, there in steps if there > here)


def by_value(pool: Pool) -> Iterator[Pick]:
    """The most valuable first."""
    for at in np.lexsort((-pool.ids, -pool.value)).tolist():
        yield Pick(at, pool.source(at))


def in_time(pool: Pool) -> Iterator[Pick]:
    """The newest first, whatever they are worth."""
    for at in np.lexsort((-pool.rows, -pool.published)).tolist():
        yield Pick(at, pool.source(at))
