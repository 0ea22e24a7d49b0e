"""Choose a page from a pool: lanes, trial places, caps and variety, one card after the other."""

from collections.abc import Callable, Iterator
from itertools import count
from math import ceil
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.recommend import WEIGHTS, Lane, Pool

NEVER: Final = -np.inf
TEN: Final = 10
OVERLAP: Final = 4
ROUNDING: Final = 1e-9
_RULES: Final = WEIGHTS.page
_TRIAL: Final = WEIGHTS.weights["trial"]
_VARIETY: Final = WEIGHTS.weights["variety"]
SUITING: Final = ("interest", "taste", "not_interested")
URGENCY: Final = 0.5
LOT: Final = 10.0

Numbers = NDArray[np.float64]


class Pick(Struct, frozen=True):
    """One column of a pool, the source that brings it, and what its place adds to its value."""

    at: int
    source: str
    lane: Lane | None = None
    trial: float = 0.0
    variety: float = 0.0


Choose = Callable[[Pool], Iterator[Pick]]


class _Table:
    """What is left to choose from, and what stands on the page already."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.free = np.ones(len(pool), np.bool_)
        self.overlap = np.zeros(len(pool))
        self.crowd = np.zeros(len(pool))
        self.members = _members(pool.topics)
        self.topics: dict[int, int] = {}
        self.authors: dict[int, int] = {}
        self.cap = _RULES.author_cap
        self.tried = np.zeros(len(pool))
        suits = sum(pool.feature(name) for name in SUITING)
        self.due = suits + URGENCY * pool.trial

    def best(self, among: NDArray[np.bool_]) -> int | None:
        """The column worth most among some that are free."""
        if not len(among):
            return None
        value = np.where(among & self.free, self.pool.value + _VARIETY * self.overlap, NEVER)
        at = int(value.argmax())
        return at if value[at] > NEVER else None

    def best_of(self, columns: NDArray[np.int64]) -> int | None:
        """The same among a few columns."""
        worth = self.pool.value[columns] + _VARIETY * self.overlap[columns]
        value = np.where(self.free[columns], worth, NEVER)
        place = int(value.argmax())
        return int(columns[place]) if value[place] > NEVER else None

    def waiting(self, cap: float, *, by_lot: bool) -> int | None:
        """The note on trial that suits the viewer: the newest, or by lot, so that all come up.

        What shares a topic with one that had a trial place on this page stands back.
        """
        if not len(self.free):
            return None
        fits = (self.pool.trial > 0.0) & self.free & (self.crowd < cap)
        turn = self.pool.feature("chance") * LOT if by_lot else self.pool.feature("fresh")
        worth = np.where(fits, self.due + turn - self.tried, NEVER)
        at = int(worth.argmax())
        if worth[at] == NEVER:
            return None
        for topic in self.pool.topics[at].tolist():
            if topic >= 0:
                self.tried[self.members[topic]] += 1.0
        return at

    def take(self, at: int) -> float:
        """Put a column on the page; returns what variety takes off its value."""
        variety = _VARIETY * float(self.overlap[at])
        self.free[at] = False
        sharing = np.zeros(len(self.free), np.bool_)
        for topic in self.pool.topics[at].tolist():
            if topic >= 0:
                many = self.topics[topic] = self.topics.get(topic, 0) + 1
                members = self.members[topic]
                sharing[members] = True
                self.crowd[members] = np.maximum(self.crowd[members], many)
        self.overlap += sharing & (self.overlap < OVERLAP)
        self._count_author(int(self.pool.authors[at]))
        return variety

    def _count_author(self, author: int) -> None:
        many = self.authors[author] = self.authors.get(author, 0) + 1
        if many >= self.cap:
            self.free &= self.pool.authors != author

    def loosen(self, taken: set[int]) -> bool:
        """Let each author stand once more often; False where nothing is left at all."""
        if len(taken) == len(self.free):
            return False
        self.cap += 1
        over = [author for author, many in self.authors.items() if many >= self.cap]
        self.free = ~np.isin(self.pool.authors, over)
        self.free[list(taken)] = False
        return True


def _members(topics: NDArray[np.int64]) -> dict[int, NDArray[np.int64]]:
    """The columns that carry each topic."""
    flat = topics.ravel()
    order = np.argsort(flat, kind="stable")
    order = order[int(np.searchsorted(flat[order], 0)) :]
    found, starts = np.unique(flat[order], return_index=True)
    parts = np.split(order // topics.shape[1], starts[1:]) if len(found) else []
    return dict(zip(found.tolist(), parts, strict=True))


class _Lanes:
    """Takes turns among the viewer's topics, each as often as its weight says."""

    def __init__(self, table: _Table) -> None:
        self.table = table
        self.lanes = [lane for lane in table.pool.profile.lanes if lane.topic in table.members]
        self.served = dict.fromkeys((lane.topic for lane in self.lanes), 0)
        self.whole = sum(lane.weight for lane in self.lanes)

    def turn(self) -> tuple[int, Lane] | None:
        """The next card of the lane that has waited longest, and that lane."""
        many = sum(self.served.values()) + 1
        owed = [
            (lane.weight / self.whole * many - self.served[lane.topic], -place, lane)
            for place, lane in enumerate(self.lanes)
        ]
        for _, _, lane in sorted(owed, key=lambda one: one[:2], reverse=True):
            at = self.table.best_of(self.table.members[lane.topic])
            if at is not None:
                self.served[lane.topic] += 1
                return at, lane
        return None


def mixed(pool: Pool) -> Iterator[Pick]:
    """Lanes by their weight, new notes at their fixed places, and between them something else."""
    table = _Table(pool)
    lanes = _Lanes(table)
    in_lane = np.zeros(len(pool), np.bool_)
    for lane in lanes.lanes:
        in_lane[table.members[lane.topic]] = True
    taken: set[int] = set()
    for slot in count():
        pick = _next(table, lanes, in_lane, slot)
        while pick is None:
            if not table.loosen(taken):
                return
            pick = _next(table, lanes, in_lane, slot)
        taken.add(pick.at)
        yield pick


def _next(table: _Table, lanes: _Lanes, in_lane: NDArray[np.bool_], slot: int) -> Pick | None:
    share = table.pool.profile.share
    # With nothing known of the viewer each topic comes once in ten cards; so any three topics
    # hold three of the first ten at most, wherever there is enough else.
    cap = 1.0 + slot // TEN if not share else 2.0 * (1.0 + slot // TEN)
    if slot % TEN in _RULES.trial_places:
        by_lot = slot % TEN != _RULES.trial_places[0]
        at = table.waiting(np.inf if share else cap, by_lot=by_lot)
        if at is not None:
            return Pick(at, "trial", None, _TRIAL, table.take(at))
    if _is_lane(slot, share):
        turn = lanes.turn()
        if turn is not None:
            at, lane = turn
            source = "interests" if lane.interest else "taste"
            return Pick(at, source, lane, 0.0, table.take(at))
    at = _something_else(table, in_lane, cap)
    return None if at is None else Pick(at, table.pool.source(at), None, 0.0, table.take(at))


def _is_lane(slot: int, share: float) -> bool:
    """Whether the lanes' share of ten cards falls on this place, spread over those not on trial."""
    free = [place for place in range(TEN) if place not in _RULES.trial_places]
    if slot % TEN not in free:
        return share > 0.0
    place, quota = free.index(slot % TEN), share * TEN / len(free)
    return ceil((place + 1) * quota - ROUNDING) > ceil(place * quota - ROUNDING)


def _something_else(table: _Table, in_lane: NDArray[np.bool_], cap: float) -> int | None:
    """The best outside the lanes, of topics that are not crowded; then what is least crowded."""
    at = table.best(~in_lane & (table.crowd < cap))
    if at is not None:
        return at
    for outside in (~in_lane & table.free, table.free):
        if outside.any():
            least = float(table.crowd[outside].min())
            return table.best(outside & (table.crowd <= least))
    return None


def by_value(pool: Pool) -> Iterator[Pick]:
    """The most valuable first."""
    for at in np.lexsort((-pool.ids, -pool.value)).tolist():
        yield Pick(at, pool.source(at))


def in_time(pool: Pool) -> Iterator[Pick]:
    """The newest first, whatever they are worth."""
    for at in np.lexsort((-pool.rows, -pool.published)).tolist():
        yield Pick(at, pool.source(at))
