"""Counting: how often things were met, and what came of it, for each thing that has a rate."""

import math

from serai.recommend import _shape as shape
from serai.recommend._kernel import kernel, piece
from serai.recommend._memory import Memory
from serai.recommend._sums import PRIOR, against, fade, rerate
from serai.recommend._tastes import count_lanes
from serai.recommend._types import Floats, Singles

STEADY = 336.0
LASTING = 1_440.0
"""Half-lives in hours of what is known of notes, lanes and authors; of people."""

AUTHOR_PRIOR = 20.0
LANE_PRIOR = 20.0
LATELY_LEFT = 0.8


@kernel
def count_meeting(memory: Memory, person: int, note: int, at: float) -> None:
    """One more impression."""
    memory.learnt.usual[shape.T] += 1.0
    _count_note(memory, note, shape.SHOWN, 1.0, at)
    stat = memory.people[person].stat
    if stat[shape.PAUSED] != 0.0:
        return
    fade(stat, at, LASTING)
    stat[shape.SHOWN] += 1.0
    rerate(stat, memory.learnt.usual, PRIOR)
    for column in range(shape.LATELY, shape.LATELY + 1 + shape.RATED):
        stat[column] *= LATELY_LEFT
    stat[shape.LATELY] += 1.0
    stat[shape.LAST] = at
    count_lanes(memory, person, note, 0.0, 1.0, at)


@kernel
def count_deed(memory: Memory, person: int, note: int, task: int, times: float, at: float) -> None:
    """Something came of an impression, or (-1) did not after all."""
    memory.learnt.usual[task] += times
    _count_note(memory, note, shape.DONE + task, times, at)
    stat = memory.people[person].stat
    if stat[shape.PAUSED] != 0.0:
        return
    fade(stat, at, LASTING)
    stat[shape.DONE + task] += times
    rerate(stat, memory.learnt.usual, PRIOR)
    if task < shape.RATED:
        stat[shape.LATELY + 1 + task] = max(stat[shape.LATELY + 1 + task] + times, 0.0)
        _count_view(stat, task, times)


@kernel
def _count_note(memory: Memory, note: int, column: int, times: float, at: float) -> None:
    base, notes = memory.learnt.usual, memory.notes
    _count(notes[note].stat, base, column, times, at)
    author = notes.author[note]
    if author >= 0:
        _count(memory.authors[author].stat, base, column, times, at)
    for lane in notes.lanes[note]:
        if lane >= 0:
            _count(memory.lanes[lane].stat, base, column, times, at)
    _count(memory.lanes[shape.EVERYTHING].stat, base, column, times, at)


@kernel
def _count(stat: Singles, base: Floats, column: int, times: float, at: float) -> None:
    fade(stat, at, STEADY)
    stat[column] += times
    rerate(stat, base, PRIOR)


@piece
def count_view(memory: Memory, person: int, note: int, task: int, at: float) -> None:
    """Something seen, read or liked elsewhere was brought along."""
    if memory.people[person].stat[shape.PAUSED] == 0.0:
        _count_view(memory.people[person].stat, task, 1.0)
        if task == 0:
            count_lanes(memory, person, note, 0.0, 1.0, at)


@kernel
def _count_view(stat: Singles, task: int, times: float) -> None:
    stat[shape.VIEWS + task] = max(stat[shape.VIEWS + task] + times, 0.0)
    views = max(stat[shape.VIEWS], stat[shape.VIEWS + 1])
    stat[shape.LONG_A_VIEW] = against(float(stat[shape.VIEWS + 1]), views, 0.38, 5.0)
    stat[shape.LIKE_A_VIEW] = against(float(stat[shape.VIEWS + 2]), views, 0.03, 5.0)
    stat[shape.LOG_VIEWS] = math.log1p(views)
