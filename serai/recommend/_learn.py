"""The ranker learns from each impression once its outcome is known: ten minutes later.

Eight logistic regressions share one set of readable features: z_t = w_t.x + the biases of surface,
note, author and topic; Adagrad, weighted by one over the propensity where a place was drawn.
Features are those seen when the note was shown.
"""

import math

from serai.recommend import _shape as shape
from serai.recommend._kernel import kernel, maker, piece, small
from serai.recommend._memory import Learnt, Memory
from serai.recommend._types import Singles

WAIT = 1 / 6
"""Hours until an outcome counts as known."""

RATE = 0.1
BIAS_RATE = 0.05
SHRINK = 0.02
STIFF = 1.0


@kernel
def logits(learnt: Learnt, x: Singles, surface: int, z: Singles) -> None:
    """Z of each task, without the biases of ids."""
    for task in range(shape.T):
        z[task] = learnt.surface[surface, task]
    add_logits(learnt, x, (0, len(x)), z)


@kernel
def add_logits(learnt: Learnt, x: Singles, features: tuple[int, int], z: Singles) -> None:
    """Add to Z what the features from the first to the second say."""
    for feature in range(features[0], features[1]):
        seen = x[feature]
        if seen != 0.0:
            for task in range(shape.T):
                z[task] += seen * learnt.w[feature, task]


@small
def bias(memory: Memory, row: int, task: int) -> float:
    """What is peculiar to the note, its author and its first topic."""
    author, topic = memory.notes.author[row], memory.notes.lanes[row, 0]
    total = memory.notes[row].stat[shape.BIAS + task]
    if author >= 0:
        total += memory.authors[author].stat[shape.BIAS + task]
    if topic >= 0:
        total += memory.lanes[topic].stat[shape.BIAS + task]
    return float(total)


@small
def add_biases(memory: Memory, row: int, z: Singles) -> None:
    """Add to the logits what is peculiar to the note, its author and its first topic."""
    first, second, third = bias(memory, row, 0), bias(memory, row, 1), bias(memory, row, 2)
    z[0] += first
    z[1] += second
    z[2] += third


@small
def chance_of(z: float) -> float:
    """1 / (1 + e^-z)."""
    return 1.0 / (1.0 + math.exp(-z))


@maker
def settle(memory: Memory, at: float) -> None:
    """Learn from what has waited long enough, or must make room; two of them at a time."""
    counts = memory.house.counts
    for _ in range(2):
        if counts[shape.LEARNT] == counts[shape.HELD]:
            return
        slot = counts[shape.LEARNT] % shape.PENDING
        full = counts[shape.HELD] - counts[shape.LEARNT] >= shape.PENDING
        if not full and at - memory.pending.at[slot] < WAIT:
            return
        learn(memory, slot)
        counts[shape.LEARNT] += 1


@piece
def learn(memory: Memory, slot: int) -> None:
    """One step on one impression."""
    pending, learnt = memory.pending, memory.learnt
    row, surface, weight = pending.note[slot], pending.surface[slot], pending.weight[slot]
    x, outcome = pending.x[slot], pending.outcome[slot]
    for feature in range(shape.LEARNING):
        learnt.average[feature] += 0.001 * (x[feature] - learnt.average[feature])
    z = learnt.w[0].copy()
    logits(learnt, x, surface, z)
    for task in range(shape.T):
        if task < shape.RATED:
            z[task] += bias(memory, row, task)
        error = (1.0 if outcome >> task & 1 else 0.0) - chance_of(z[task])
        _step(learnt, x, surface, task, weight * error)
        if task < shape.RATED:
            _peculiar(memory, row, task, weight * error)


@kernel
def _step(learnt: Learnt, x: Singles, surface: int, task: int, error: float) -> None:
    for feature in range(shape.LEARNING):
        step = error * x[feature]
        if step != 0.0:
            learnt.w_pull[feature, task] += step * step
            learnt.w[feature, task] += RATE * step / math.sqrt(learnt.w_pull[feature, task] + STIFF)
    learnt.surface_pull[surface, task] += error * error
    learnt.surface[surface, task] += (
        RATE * error / math.sqrt(learnt.surface_pull[surface, task] + STIFF)
    )


@piece
def _peculiar(memory: Memory, row: int, task: int, error: float) -> None:
    _bend(memory.notes[row].stat, task, error)
    author, topic = memory.notes.author[row], memory.notes.lanes[row, 0]
    if author >= 0:
        _bend(memory.authors[author].stat, task, error)
    if topic >= 0:
        _bend(memory.lanes[topic].stat, task, error)


@kernel
def _bend(stat: Singles, task: int, error: float) -> None:
    stat[shape.PULL + task] += error * error
    own = stat[shape.BIAS + task]
    stat[shape.BIAS + task] += (
        BIAS_RATE * (error - SHRINK * own) / math.sqrt(stat[shape.PULL + task] + STIFF)
    )
