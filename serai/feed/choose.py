"""Choose a page from a pool: lanes, trial places, caps and variety, one card after the other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from math import ceil, inf
from typing import Final

import numpy as np
from msgspec import Struct

from serai.recommend import WEIGHTS, Floats, Ints, Lane, Pool

TEN: Final = 10
OVERLAP: Final = 4
"""Cards of one topic after which one more makes no difference."""

SUITING: Final = ("interest", "taste", "not_interested")
"""Features that say whom a new note should meet first."""

URGENCY: Final = 0.5
"""What a first audience that is wholly missing adds to a note's turn."""

LOT: Final = 10.0
"""How much the drawn number counts where the turn is drawn by lot: 0.06 becomes 0.6."""

ROUNDING: Final = 1e-9

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


class _Table:
    """What stands on the page already, and how crowded that makes every column of the pool."""

    def __init__(self, pool: Pool) -> None:
        self.topics = pool.topics
        self.authors: list[int] = pool.authors.tolist()
        self.value: list[float] = pool.value.tolist()
        self.cap = _RULES.author_cap
        self.taken: set[int] = set()
        self.by_author: dict[int, int] = {}
        self.by_topic: dict[int, int] = {}
        self.crowd = [0] * len(pool)
        """How often the most shown topic of a column stands on the page."""
        self.carrying: dict[int, list[int]] = defaultdict(list)
        # In the order of value; the pool's own order, newest first, settles ties.
        self.order: list[int] = np.argsort(-pool.value, kind="stable").tolist()
        for at in self.order:
            for topic in pool.topics[at]:
                self.carrying[topic].append(at)

    def free(self, at: int) -> bool:
        """Whether a column may be taken: it is not there yet, nor its author too often."""
        return at not in self.taken and self.by_author.get(self.authors[at], 0) < self.cap

    def variety(self, at: int) -> float:
        """What a column loses to the cards that share its topic."""
        return _VARIETY * min(self.crowd[at], OVERLAP)

    def take(self, at: int) -> float:
        """Put a column on the page; returns what variety takes off its value."""
        variety, crowd = self.variety(at), self.crowd
        self.taken.add(at)
        author = self.authors[at]
        self.by_author[author] = self.by_author.get(author, 0) + 1
        for topic in self.topics[at]:
            many = self.by_topic[topic] = self.by_topic.get(topic, 0) + 1
            for other in self.carrying[topic]:
                if crowd[other] < many:  # noqa: PLR1730 - a call of max() costs thrice as much
                    crowd[other] = many
        return variety

    def least_crowded(self, columns: Iterable[int]) -> int | None:
        """The first of `columns` whose topics stand on the page least."""
        found, least, crowd = None, len(self.crowd) + 1, self.crowd
        for at in columns:
            if crowd[at] < least and self.free(at):
                found, least = at, crowd[at]
                if not least:
                    break
        return found


class _Lanes:
    """Takes turns among the viewer's topics, each as often as its weight says."""

    def __init__(self, table: _Table, lanes: tuple[Lane, ...]) -> None:
        self.table = table
        self.lanes = lanes
        self.served = {lane.topic: 0 for lane in lanes}
        self.whole = sum(lane.weight for lane in lanes)

    def turn(self) -> tuple[int, Lane] | None:
        """The next card of the lane that has waited longest, and that lane."""
        many = sum(self.served.values()) + 1
        owed = [
            (self.served[lane.topic] - lane.weight / self.whole * many, place)
            for place, lane in enumerate(self.lanes)
        ]
        for _, place in sorted(owed):
            lane = self.lanes[place]
            at = self._best(lane.topic)
            if at is not None:
                self.served[lane.topic] += 1
                return at, lane
        return None

    def _best(self, topic: int) -> int | None:
        table, found, most = self.table, None, -inf
        # Whatever carries the topic is at least as crowded as the topic itself.
        common = _VARIETY * min(table.by_topic.get(topic, 0), OVERLAP)
        for at in table.carrying.get(topic, ()):
            if table.value[at] + common <= most:
                break
            worth = table.value[at] + table.variety(at)
            if worth > most and table.free(at):
                found, most = at, worth
        return found


class _Trial:
    """Notes that look for their first audience, by two orders: newness, and lot."""

    def __init__(self, table: _Table, pool: Pool) -> None:
        self.table = table
        self.spread = not pool.profile.share
        self.tried: dict[int, int] = {}
        columns = np.flatnonzero(pool.trial)
        due = sum(pool.feature(name) for name in SUITING) + URGENCY * pool.trial
        self.by_newness = _ordered(columns, due + pool.feature("fresh"))
        self.by_lot = _ordered(columns, due + LOT * pool.feature("chance"))

    def turn(self, *, by_lot: bool) -> int | None:
        """The one that suits best; what shares a topic with an earlier one stands back."""
        among = self.by_lot if by_lot else self.by_newness
        at = self._spread(among) if self.spread else self._suiting(among)
        for topic in self.table.topics[at] if at is not None else ():
            self.tried[topic] = self.tried.get(topic, 0) + 1
        return at

    def _spread(self, among: list[tuple[int, float]]) -> int | None:
        return self.table.least_crowded(at for at, _ in among)

    def _suiting(self, among: list[tuple[int, float]]) -> int | None:
        found, most = None, -inf
        for at, worth in among:
            if worth <= most:
                break
            tried = _most(self.tried, self.table.topics[at]) if self.tried else 0
            if worth - tried > most and self.table.free(at):
                found, most = at, worth - tried
        return found


def _most(counts: dict[int, int], topics: tuple[int, ...]) -> int:
    return max([counts.get(topic, 0) for topic in topics], default=0)


def _ordered(columns: Ints, worth: Floats) -> list[tuple[int, float]]:
    """The columns with their worth, the largest first."""
    order = columns[np.argsort(-worth[columns], kind="stable")]
    return list(zip(order.tolist(), worth[order].tolist(), strict=True))


class _Chooser:
    """The places of one page, filled one by one."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.table = _Table(pool)
        self.lanes = _Lanes(self.table, pool.profile.lanes)
        self.trial = _Trial(self.table, pool)
        carrying = self.table.carrying
        held = {at for topic in self.lanes.served for at in carrying.get(topic, ())}
        self.outside = [at for at in self.table.order if at not in held]

    def place(self, slot: int) -> Pick | None:
        """The card for one place."""
        if slot % TEN in _RULES.trial_places:
            by_lot = slot % TEN != _RULES.trial_places[0]
            at = self.trial.turn(by_lot=by_lot)
            if at is not None:
                return Pick(at, "trial", None, _TRIAL, self.table.take(at))
        if _is_lane(slot, self.pool.profile.share) and (turn := self.lanes.turn()):
            at, lane = turn
            source = "interests" if lane.interest else "taste"
            return Pick(at, source, lane, 0.0, self.table.take(at))
        at = self._something_else()
        if at is None:
            return None
        return Pick(at, self.pool.source(at), None, 0.0, self.table.take(at))

    def _something_else(self) -> int | None:
        # With nothing known of the viewer, and outside their lanes, the least crowded topics come
        # first: any three topics hold three of ten cards, wherever there is enough else.
        at = self.table.least_crowded(self.outside)
        return self.table.least_crowded(self.table.order) if at is None else at

    def loosen(self) -> bool:
        """Let each author stand once more often; False where nothing is left."""
        self.table.cap += 1
        return len(self.table.taken) < len(self.pool)


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
