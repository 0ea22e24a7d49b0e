"""The exact sum behind a value.

V = sum over tasks of v_t s(z_t), s the logistic function, z_t = sum of c_tj. Against an average
note with logits z0_t, the share of feature j (Aumann and Shapley) is

    sum over t of v_t c_tj (s(z_t) - s(z0_t)) / (z_t - z0_t),

closed because s depends on the sum alone; the shares sum to V - V0.
"""

from typing import Final

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._kernel import entry, kernel, maker
from serai.recommend._learn import chance_of
from serai.recommend._memory import Memory
from serai.recommend._room import LIKED, Room
from serai.recommend._types import Floats, Singles

Average = tuple[Singles, Floats, Floats]
"""What an average note starts from: the surface's biases, its features and its logits."""

START: Final = "start"
GROUPS: Final = {
    "start": START,
    "note": "quality",
    "author": "author",
    "topic": "topic",
    "you": "you",
    "together": "together",
    "lately": "together",
    "length": "length",
    "met": "met_before",
    "attention": "attention",
    "heat": "quality",
    "taste": "taste",
}
"""Features that are told as one, by their first word; every other stands for itself."""

ALONE: Final = ("taste", "author_taste")


def group_of(feature: str) -> str:
    """The part under which a feature is told."""
    if feature in ALONE:
        return feature
    return GROUPS.get(feature.partition("_")[0], feature)


_TOLD: Final = tuple(group_of(name) for name in shape.FEATURES)
PARTS: Final = tuple(dict.fromkeys((START, *(one for one in _TOLD if one != START))))
_PLACE: Final = np.array([PARTS.index(name) for name in _TOLD])
_OWN: Final = ("you", "taste", "author_taste", "attention", "together", "content")
_OF_VIEWER: Final = np.array([name in _OWN for name in _TOLD])


_MANY: Final = len(PARTS)
_QUALITY, _AUTHOR, _TOPIC = (PARTS.index(name) for name in ("quality", "author", "topic"))
TOGETHER, ATTENTION = PARTS.index("together"), PARTS.index("attention")


@entry
def sum_up(memory: Memory, room: Room, surface: int, many: int) -> None:
    """Write the amount of each of `PARTS` for each card of the page into `room.told.amounts`.

    The average note is one for the average viewer, or, where nothing that the viewer liked is
    known, for one whose tastes nobody knows: so nobody is told of what they never did.
    """
    usual, before = np.empty(shape.F), np.empty(shape.T)
    here = memory.learnt.surface[surface]
    usual[:] = memory.learnt.average
    usual[0] = 1.0
    usual[shape.LEARNING :] = 0.0
    if room.own.counts[LIKED] == 0:
        usual[_OF_VIEWER] = 0.0
    _logits(memory, here, usual, before)
    start = _value(memory, before)
    for slot in range(many):
        place = room.picked.place[slot]
        row, amounts = room.found.rows[place], room.told.amounts[slot]
        _share(memory, row, room.weighed.x[place], (here, usual, before), amounts)
        amounts[0] += start
        # Where they are made, logits are rounded to single precision; what is lost is no feature's.
        total = 0.0
        for part in range(_MANY):
            total += amounts[part]
        amounts[0] += _value(memory, room.weighed.z[place]) - total


@maker
def _share(memory: Memory, row: int, x: Singles, average: Average, amounts: Floats) -> None:
    """What each part adds to an average note's value, before rounding is settled."""
    surface, usual, before = average
    now, slope, own = np.empty(shape.T), np.empty(shape.T), np.zeros((3, shape.RATED))
    _peculiar(memory, row, own)
    _logits(memory, surface, x, now)
    for task in range(shape.T):
        if task < shape.RATED:
            now[task] += own[0, task] + own[1, task] + own[2, task]
        slope[task] = memory.house.values[task] * _slope(now[task], before[task])
    amounts[:] = 0.0
    for feature in range(shape.F):
        for task in range(shape.T):
            given = (x[feature] - usual[feature]) * memory.learnt.w[feature, task]
            amounts[_PLACE[feature]] += given * slope[task]
    for task in range(shape.RATED):
        amounts[_QUALITY] += own[0, task] * slope[task]
        amounts[_AUTHOR] += own[1, task] * slope[task]
        amounts[_TOPIC] += own[2, task] * slope[task]


@kernel
def _logits(memory: Memory, surface: Singles, x: Singles | Floats, z: Floats) -> None:
    """In double precision, without the biases of ids."""
    for task in range(shape.T):
        z[task] = surface[task]
    for feature in range(shape.F):
        for task in range(shape.T):
            z[task] += np.float64(x[feature]) * np.float64(memory.learnt.w[feature, task])


@kernel
def _peculiar(memory: Memory, row: int, own: Floats) -> None:
    """The learnt biases of the note, its author and its first topic; a line each."""
    author, topic = memory.notes.author[row], memory.notes.lanes[row, 0]
    for task in range(shape.RATED):
        own[0, task] = memory.notes[row].stat[shape.BIAS + task]
        if author >= 0:
            own[1, task] = memory.authors[author].stat[shape.BIAS + task]
        if topic >= 0:
            own[2, task] = memory.lanes[topic].stat[shape.BIAS + task]


@kernel
def _value(memory: Memory, z: Singles | Floats) -> float:
    total = 0.0
    for task in range(shape.T):
        total += memory.house.values[task] * chance_of(np.float64(z[task]))
    return total


@kernel
def _slope(z: float, before: float) -> float:
    """(s(z) - s(before)) / (z - before), and its limit s(1 - s) where both meet."""
    gap, middle = z - before, chance_of(before)
    if abs(gap) < 1e-9:  # noqa: PLR2004 - rounding's size
        return middle * (1.0 - middle)
    return (chance_of(z) - middle) / gap
