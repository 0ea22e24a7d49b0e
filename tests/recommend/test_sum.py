"""The shares of a value sum to it, whatever was learnt and whatever is looked at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.recommend import _shape as shape
from serai.recommend._look import START_AFFINITY
from serai.recommend._memory import Memory
from serai.recommend._room import LIKED
from serai.recommend._state import State
from serai.recommend._sum import PARTS, sum_up
from serai.recommend._types import Floats, Singles

ROW = 3
AUTHOR = 5
TOPIC = shape.NAMED + 2
SURFACE = 1
STATE = State()
MEMORY = STATE.memory
seeds = st.integers(0, 1 << 32)


def chance(z: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def learnt(seed: int, size: float) -> tuple[Memory, Singles]:
    """Random weights, biases and worths, and what is seen of one note."""
    random = np.random.default_rng(seed)
    memory = MEMORY
    memory.notes.author[ROW], memory.notes.lanes[ROW, 0] = AUTHOR, TOPIC
    bias = slice(shape.BIAS, shape.BIAS + shape.RATED)
    for stat in (memory.notes.stat[ROW], memory.authors.stat[AUTHOR], memory.lanes.stat[TOPIC]):
        stat[bias] = size * random.standard_normal(shape.RATED)
    memory.learnt.w[:] = size * random.standard_normal(memory.learnt.w.shape)
    memory.learnt.surface[:] = size * random.standard_normal(memory.learnt.surface.shape)
    memory.learnt.average[:] = random.standard_normal(shape.F)
    memory.house.values[:] = random.standard_normal(shape.T)
    x = random.standard_normal(shape.F).astype(np.float32)
    x[0] = 1.0
    return memory, x


def parts_of(x: Singles, z: Singles) -> list[float]:
    """The sum of a page of one card: what was found first, and looks like `x`."""
    room = STATE.room
    room.own.counts[LIKED] = 1
    room.picked.place[0], room.found.rows[0] = 0, ROW
    room.weighed.x[0], room.weighed.z[0] = x, z
    sum_up(MEMORY, room, SURFACE, 1)
    amounts: list[float] = room.told.amounts[0, : len(PARTS)].tolist()
    return amounts


def logits(memory: Memory, x: Floats, *, own: bool) -> Floats:
    z = x @ memory.learnt.w.astype(np.float64) + memory.learnt.surface[SURFACE]
    if own:
        bias = slice(shape.BIAS, shape.BIAS + shape.RATED)
        z[: shape.RATED] += memory.notes.stat[ROW, bias]
        z[: shape.RATED] += memory.authors.stat[AUTHOR, bias]
        z[: shape.RATED] += memory.lanes.stat[TOPIC, bias]
    return np.asarray(z)


@settings(deadline=None)
@given(seeds, st.sampled_from([0.0, 0.01, 0.3, 3.0]))
def test_the_parts_sum_to_the_value(seed: int, size: float) -> None:
    memory, x = learnt(seed, size)
    z = logits(memory, x.astype(np.float64), own=True).astype(np.float32)
    value = float(memory.house.values.astype(np.float64) @ chance(z.astype(np.float64)))
    assert sum(parts_of(x, z)) == pytest.approx(value, abs=1e-12)


@settings(deadline=None)
@given(seeds)
def test_the_start_is_what_an_average_note_is_worth_and_no_rest_that_others_leave(
    seed: int,
) -> None:
    memory, x = learnt(seed, 0.3)
    x[START_AFFINITY] = 0.0  # what is usual on one page is told there too
    z = logits(memory, x.astype(np.float64), own=True).astype(np.float32)
    usual = memory.learnt.average.copy()
    usual[0], usual[shape.LEARNING :] = 1.0, 0.0
    start = memory.house.values.astype(np.float64) @ chance(logits(memory, usual, own=False))
    amounts = dict(zip(PARTS, parts_of(x, z), strict=True))
    assert amounts["start"] == pytest.approx(float(start), abs=1e-5)


@settings(deadline=None)
@given(seeds)
def test_what_is_as_usual_has_no_part_in_the_value(seed: int) -> None:
    memory, x = learnt(seed, 0.3)
    x[1 : shape.LEARNING] = memory.learnt.average[1 : shape.LEARNING]
    x[shape.LEARNING :] = 0.0
    z = logits(memory, x.astype(np.float64), own=True).astype(np.float32)
    amounts = dict(zip(PARTS, parts_of(x, z), strict=True))
    peculiar = {"start", "quality", "author", "topic"}
    assert all(amounts[name] == pytest.approx(0.0, abs=1e-6) for name in set(PARTS) - peculiar)
