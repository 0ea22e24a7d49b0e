"""The line from which a page is chosen: the most valuable, and of each lane the best."""

import numpy as np

from serai.recommend._arrays import sort
from serai.recommend._asking import TRIAL
from serai.recommend._kernel import kernel, piece
from serai.recommend._room import LINE, Room
from serai.recommend._types import Longs, Rows, Singles

TOP = 80
OF_LANE = 8


@piece
def ordered(order: Rows, value: Singles, keys: Longs) -> None:
    """Sort as many places of `order` as there is room for `keys`, the largest value first.

    Values are compared rounded to 2^-20, equals by place, so that the last bits decide nothing.
    """
    for nth in range(len(keys)):
        rounded = np.int64(np.rint(-value[order[nth]] * 1048576.0))
        keys[nth] = rounded * 2048 + order[nth]
    sort(keys)
    for nth in range(len(keys)):
        order[nth] = np.int32(keys[nth] & 2047)


@piece
def line_up(room: Room, kept: int) -> int:
    """Put the places to choose from into `room.own.line`, by value; returns how many.

    What waits for an audience always stands in it.
    """
    order, line = room.weighed.order, room.own.line
    ordered(order, room.weighed.value, room.own.keys[:kept])
    have = room.known.have
    have[:] = 0
    many, waiting = 0, _waiting(room, kept)
    for nth in range(kept):
        on_trial = room.found.sources[order[nth]] >> TRIAL & 1
        waiting -= on_trial
        wanted = nth < TOP or on_trial
        lanes, lane = room.weighed.lanes[order[nth]], 0
        while lanes >> lane:
            if have[lane] < OF_LANE and lanes >> lane & 1:
                have[lane] += 1
                wanted = True
            lane += 1
        if wanted and many < LINE - (0 if on_trial else waiting):
            line[many] = order[nth]
            room.own.free[many] = 1
            many += 1
    return many


@kernel
def _waiting(room: Room, kept: int) -> int:
    """How many were found by the trial; at most 24 lanes with three each."""
    many = 0
    for place in room.weighed.order[:kept]:
        many += room.found.sources[place] >> TRIAL & 1
    return many
