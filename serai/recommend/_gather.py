"""Sources: where the notes of a page come from, each by its name."""

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._arrays import largest
from serai.recommend._asking import (
    AGAIN,
    ATTENTION,
    BEST,
    FOLLOWS,
    GIVEN,
    INTERESTS,
    NEARBY,
    NEWEST,
    PLACE,
    RISING,
    SOURCE_BITS,
    TASTES,
    TOGETHER,
    TRIAL,
    VARIETY,
    Asking,
)
from serai.recommend._attend import dot
from serai.recommend._audience import SURE
from serai.recommend._found import Found, find, spread
from serai.recommend._hash import mixed
from serai.recommend._kernel import kernel, piece
from serai.recommend._know import means, strange
from serai.recommend._look import deeds_with
from serai.recommend._memory import Memory
from serai.recommend._room import LIKED, Known, Room
from serai.recommend._types import Rows
from serai.recommend._waiting import PLACES

LANE_BEST = 16
LANE_NEWEST = 10
SOME = 24
FOLLOWED = shape.BONDS // 2
"""The newest likes whose bonds are followed."""

OF_ONE = 4
"""Notes of one followed author."""

AHEAD = 6
"""Clusters nearest to where the person stands."""

BUSY = 40
SOONEST = 6
"""Notes of one lane that wait for an audience: those due first, and half as many drawn from all."""

WAITING = 48
"""Of many lanes so many, and of each at least two."""

DRAWN_WAITING = 24


@piece
def gather(memory: Memory, asking: Asking, room: Room) -> None:
    """Ask each source that is asked for; what two of them find stands once, with both labels."""
    for row in asking.given:
        find(room.found, row, GIVEN)
    _what_they_like(memory, asking, room)
    _who_they_like(memory, asking, room)
    _what_there_is(memory, asking, room)


@piece
def _what_they_like(memory: Memory, asking: Asking, room: Room) -> None:
    wanted, known = asking.numbers[SOURCE_BITS], room.known
    for nth in range(known.many[0]):
        source = INTERESTS if known.said[nth] else TASTES
        if wanted >> source & 1 and (known.quota[nth] > 0.0 or known.weight[nth] > SURE):
            _lane(memory, asking, known.lane[nth], (source, LANE_BEST), room.found)


@piece
def _who_they_like(memory: Memory, asking: Asking, room: Room) -> None:
    """What comes from people: those followed, those who wait, and those who like the same."""
    wanted, found = asking.numbers[SOURCE_BITS], room.found
    liked = room.own.liked[: room.own.counts[LIKED]]
    if wanted >> FOLLOWS & 1:
        _follows(memory, asking, found)
    if wanted >> TRIAL & 1:
        _trial(memory, asking, room.known, found)
    if wanted >> TOGETHER & 1:
        spread(memory, liked[:FOLLOWED], found, TOGETHER, shape.REACH)
    if wanted >> ATTENTION & 1 and len(liked) > 0:
        _attention(memory, room)


@piece
def _what_there_is(memory: Memory, asking: Asking, room: Room) -> None:
    """What needs nothing known of the viewer but where they are."""
    wanted, found = asking.numbers[SOURCE_BITS], room.found
    if wanted >> NEARBY & 1:
        _nearby(memory, asking, found)
    if wanted >> RISING & 1:
        _rising(memory, found)
    if wanted >> BEST & 1:
        _best(memory, shape.EVERYTHING, BEST, shape.BEST, found)
    if wanted >> NEWEST & 1:
        _newest(memory, shape.EVERYTHING, NEWEST, SOME, found)
    if wanted >> VARIETY & 1 and room.known.many[0] == 0:
        _variety(memory, found)


@kernel
def _lane(memory: Memory, asking: Asking, lane: int, wanted: tuple[int, int], found: Found) -> None:
    """Of its best and of its newest some that the viewer did not meet, as far as the lists reach.

    Where there are too few, and what was met may come again, others beside them. `wanted`: for
    which source, and how many of the best.
    """
    lanes, turn, (source, left) = memory.lanes, memory.lanes.turn[lane], wanted
    for place in range(shape.BEST):
        if left > 0:
            left -= _unmet(memory, asking, lanes.best[lane, place], source, found)
    if asking.numbers[AGAIN]:
        _best(memory, lane, source, left, found)
    left = LANE_NEWEST
    for back in range(min(turn, shape.NEWEST)):
        if left > 0:
            row = lanes.newest[lane, (turn - 1 - back) % shape.NEWEST]
            left -= _unmet(memory, asking, row, source, found)
    if asking.numbers[AGAIN]:
        _newest(memory, lane, source, left, found)


@kernel
def _unmet(memory: Memory, asking: Asking, row: int, source: int, found: Found) -> int:
    """Find a note, unless there is none or the viewer met it; returns how many places it takes.

    What was refused is found and takes none, so that a page can tell what it left out.
    """
    if row < 0:
        return 0
    deeds = deeds_with(memory, asking.person, row)
    if not deeds & shape.SEEN:
        find(found, row, source)
        return 1
    if deeds & shape.REFUSALS:
        find(found, row, source)
    return 0


@kernel
def _best(memory: Memory, lane: int, source: int, most: int, found: Found) -> None:
    for place in range(min(most, shape.BEST)):
        row = memory.lanes.best[lane, place]
        if row >= 0:
            find(found, row, source)


@kernel
def _newest(memory: Memory, lane: int, source: int, most: int, found: Found) -> None:
    turn = memory.lanes.turn[lane]
    for back in range(min(most, turn, shape.NEWEST)):
        row = memory.lanes.newest[lane, (turn - 1 - back) % shape.NEWEST]
        if row >= 0:
            find(found, row, source)


@piece
def _follows(memory: Memory, asking: Asking, found: Found) -> None:
    for author in asking.followed:
        row = memory.authors.newest[author]
        for _ in range(OF_ONE):
            if row < 0:
                break
            find(found, row, FOLLOWS)
            row = memory.notes.older[row]


@kernel
def _trial(memory: Memory, asking: Asking, known: Known, found: Found) -> None:
    """Of each lane those that are due soonest; somebody of whom nothing is known draws from all."""
    waiting = memory.house.counts[shape.WAITING]
    lanes = 0
    for nth in range(known.many[0]):
        lanes += means(known, nth)
    for nth in range(known.many[0]):
        if means(known, nth):
            most = min(SOONEST, max(WAITING // lanes, 2))
            _of_line(memory, asking, memory.lanes.waiting[known.lane[nth]], most, found)
    if not strange(known):
        return
    if waiting <= DRAWN_WAITING:
        for place in range(waiting):
            find(found, memory.waiting[place], TRIAL)
        return
    for draw in range(DRAWN_WAITING):
        place = int(mixed(asking.seed + draw * 7919) % np.uint64(waiting))
        find(found, memory.waiting[place], TRIAL)


@kernel
def _of_line(memory: Memory, asking: Asking, line: Rows, most: int, found: Found) -> None:
    many, last = 0, 0
    while last < PLACES and line[last] >= 0:
        if many < most and not deeds_with(memory, asking.person, line[last]) & shape.SEEN:
            find(found, line[last], TRIAL)
            many += 1
        last += 1
    for draw in range(most // 2 if last > most else 0):
        find(found, line[mixed(asking.seed + draw * 7919) % np.uint64(last)], TRIAL)


@kernel
def _attention(memory: Memory, room: Room) -> None:
    near = room.own.near
    for cluster in range(shape.CLUSTERS):
        near[cluster] = dot(room.own.here, memory.learnt.behaviour[cluster])
        if memory.lanes.best[cluster, 0] < 0:
            near[cluster] = -1e9
    for _ in range(AHEAD):
        cluster = largest(near)
        if near[cluster] <= 0.0:
            return
        near[cluster] = -1e9
        _best(memory, cluster, ATTENTION, LANE_BEST, room.found)


@kernel
def _nearby(memory: Memory, asking: Asking, found: Found) -> None:
    if asking.numbers[PLACE] >= 0:
        _lane(memory, asking, asking.numbers[PLACE], (NEARBY, LANE_BEST), found)
    for lane in asking.languages:
        _lane(memory, asking, lane, (NEARBY, LANE_NEWEST), found)


@piece
def _rising(memory: Memory, found: Found) -> None:
    turn = memory.house.counts[shape.TURN]
    for back in range(min(turn, SOME)):
        row = memory.house.touched[(turn - 1 - back) % shape.TOUCHED]
        if row >= 0:
            find(found, row, RISING)


@piece
def _variety(memory: Memory, found: Found) -> None:
    """Of each busy topic a few good and new ones, so that a first page shows what there is."""
    for lane in memory.house.busy:
        if lane >= 0:
            _best(memory, lane, VARIETY, 2, found)
            _newest(memory, lane, VARIETY, 3, found)
