"""Affinity: how strongly a note of the whole catalogue draws somebody; its mix is learnt online.

affinity(j) = sum of m_f x_f(j), the logit of a softmax over all notes. There is a mix for somebody
with many likes and one for somebody with one; between them m = (1 - z) m_many + z m_few with
z = e^(-(likes - 1) / 4). They follow the gradient of that softmax, estimated on the liked note and
drawn ones, half of them from among what is bound to the person's likes; each logit is lowered by
the log of how often its note is drawn so. What rises just now weighs little where little is known
of somebody, and where nothing is, the mix stays as people set it: what draws newcomers is what
lasts, while what those like who are here is what is new to them.
"""

import math

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._arrays import chances, copy_to
from serai.recommend._attend import SHORT, dot, draw_beside, drawn, stand
from serai.recommend._found import clear, place_of, spread
from serai.recommend._kernel import kernel, piece
from serai.recommend._look import QUICK
from serai.recommend._memory import Memory
from serai.recommend._room import LIKED, Room
from serai.recommend._sums import faded
from serai.recommend._types import Floats

LESSON = 64
"""Notes drawn for one lesson."""

MANY, FEW, NONE = range(3)
SOME = 4.0
SHORTEST = 4
"""In short lessons no more likes than this are known."""

RATE = 0.1
LESSONS = 2_000.0
"""So many lessons back the last pull is felt, so that the mix follows what changes."""


@kernel
def draw_to(memory: Memory, room: Room, row: int, place: int, at: float, x: Floats) -> None:
    """Fill in what of `MIX` speaks for `row`, which stands at `place` of what was found, or -1."""
    stat = memory.notes[row].stat
    x[0], x[1] = dot(room.own.here, memory.notes[row].p), stat[shape.HEAT]
    together = room.found.together
    slow = together[place, 0] if place >= 0 else 0.0
    x[2] = math.log1p(30.0 * slow)
    x[3] = math.sqrt(slow)
    x[4] = together[place, 1] if place >= 0 else 0.0
    x[5] = together[place, 2] if place >= 0 else 0.0
    x[6] = math.log(faded(stat[shape.QUICK], stat[shape.QUICK_AT], at, QUICK) + 1.0)


@kernel
def fewness(likes: int) -> float:
    """z: 1 for one like, towards 0 for many."""
    return math.exp(-max(likes - 1, 0) / SOME)


@kernel
def mix_for(memory: Memory, likes: int, out: Floats) -> None:
    """Write the mix for somebody of so many likes into `out`."""
    few, mix = fewness(likes), memory.learnt.mix
    if likes == 0:
        copy_to(out, mix[NONE])
        return
    for number in range(shape.M):
        out[number] = (1.0 - few) * mix[MANY, number] + few * mix[FEW, number]


@kernel
def mixed_up(mix: Floats, x: Floats) -> float:
    """The affinity."""
    total = 0.0
    for number in range(shape.M):
        total += mix[number] * x[number]
    return total


@piece
def teach_mix(memory: Memory, note: int, at: float, room: Room) -> None:
    """One lesson: somebody, whom `room` remembers, now liked `note`.

    In some lessons only the newest of their likes are known, so that newcomers' mix is learnt too;
    `room` remembers no more than those from then on.
    """
    found, own, counts = room.found, room.own, memory.house.counts
    if drawn(counts, 100) < 100 * SHORT:
        own.counts[LIKED] = min(own.counts[LIKED], 1 + drawn(counts, SHORTEST))
        stand(memory.notes, own.liked[: own.counts[LIKED]], own.here)
    likes = own.counts[LIKED]
    clear(found)
    spread(memory, own.liked[:likes], found, 0, shape.MOST_BONDS)
    rows = np.empty(LESSON + 1, np.int32)
    draw_beside(memory, note, rows)
    many = found.many[0]
    if many > 0:
        for place in range(LESSON // 2, LESSON + 1):
            rows[place] = found.rows[drawn(memory.house.counts, many)]
    x = np.empty((len(rows), shape.M))
    weight, mix = np.empty(len(rows)), np.empty(shape.M)
    mix_for(memory, likes, mix)
    for nth in range(len(rows)):
        row = rows[nth]
        place = found.table[place_of(found, row)]
        draw_to(memory, room, row, place, at, x[nth])
        weight[nth] = mixed_up(mix, x[nth]) - _log_odds(memory, place, many)
        if nth > 0 and row == note:
            weight[nth] = -1e9
    chances(weight)
    _step(memory, fewness(likes), x, weight)


@kernel
def _log_odds(memory: Memory, place: int, many: int) -> float:
    """The log of how often a note is drawn, up to a constant."""
    held = memory.house.counts[shape.NOTES_HELD]
    if many == 0:
        return 0.0
    odds = 1.0 / held + (1.0 / many if place >= 0 else 0.0)
    return math.log(odds)


@kernel
def _step(memory: Memory, few: float, x: Floats, chance: Floats) -> None:
    for number in range(shape.M):
        error = x[0, number]
        for nth in range(len(chance)):
            error -= chance[nth] * x[nth, number]
        _move(memory, MANY, number, error * (1.0 - few))
        if number != shape.QUICKLY:
            _move(memory, FEW, number, error * few)


@kernel
def _move(memory: Memory, one: int, number: int, error: float) -> None:
    mix, pull = memory.learnt.mix, memory.learnt.mix_pull
    pull[one, number] += error * error - pull[one, number] / LESSONS
    mix[one, number] += RATE * error / math.sqrt(pull[one, number] + 1.0)
