"""The fold's step: what one deed of one person with one note changes."""

from typing import NamedTuple

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._arrays import copy_to
from serai.recommend._audience import hear, meet_audience
from serai.recommend._bonds import bond, unbond
from serai.recommend._counts import count_deed, count_meeting, count_view
from serai.recommend._hash import slot_of
from serai.recommend._kernel import entry, kernel, maker, piece
from serai.recommend._learn import bias, chance_of, logits, settle
from serai.recommend._look import look
from serai.recommend._memory import Memory
from serai.recommend._room import Room
from serai.recommend._tastes import count_lanes
from serai.recommend._types import Flags, Floats, Rows, Singles

# What a deed is called in a batch: a task + 1, or one of these; + UNDO takes it back.
MEET = 0
HIDE, NOT_INTERESTED, REPORT = 8, 9, 10
VIEWED, VIEWED_LONG, VIEWED_LIKE = 11, 12, 13
"""Brought along from elsewhere: what was seen, read to its end, and liked there."""
SKIP = 14
"""Left in its first second."""
UNDO = 32

WELCOMES = 0b11111100 | (1 << VIEWED_LONG) | (1 << VIEWED_LIKE)
"""Deeds that bind the note to the others that the person liked."""

SAME = 1 / 60
"""Hours within which a note that is met again was met once: a minute."""

DISTASTE = 4.0
"""One refusal counts as so many meetings without a like."""

DISINTEREST = 1.0
"""One skip; it tells the ranker no more than that nothing came of the meeting."""


class Batch(NamedTuple):
    """Deeds side by side; `told` hears what is believed of each meeting, where it has room."""

    deed: Flags
    person: Rows
    note: Rows
    surface: Flags
    weight: Singles
    at: Floats
    told: Singles


@entry
def fold(memory: Memory, batch: Batch, room: Room) -> None:
    """Take in one deed after the other."""
    for nth in range(len(batch.deed)):
        at, deed = batch.at[nth], batch.deed[nth]
        settle(memory, at)
        person, note = batch.person[nth], batch.note[nth]
        if deed == MEET:
            if nth < len(batch.told):
                look(memory, person, note, at, room)
                _tell(memory, room, note, batch.surface[nth], batch.told[nth])
            tie = tie_of(memory, person, note, at)
            meet(memory, tie, batch.surface[nth], float(batch.weight[nth]), at, room)
        elif deed < UNDO:
            do(memory, person, note, deed, at, room)
        else:
            undo(memory, person, note, deed - UNDO, at)


@kernel
def tie_of(memory: Memory, person: int, note: int, at: float) -> int:
    """The place of the tie between a person and a note; new where there was none."""
    key = person << 32 | note
    tie = slot_of(memory.ties.keys, key)
    if memory.ties.keys[tie] != key:
        memory.ties.keys[tie] = key
        memory.house.counts[shape.TIED] += 1
        memory.ties.at[tie] = at
    return tie


@piece
def _tell(memory: Memory, room: Room, note: int, surface: int, told: Singles) -> None:
    """What is believed of an impression: chances, and logits without what is the person's alone."""
    z = np.empty(shape.T, np.float32)
    logits(memory.learnt, room.own.x, surface, z)
    for task in range(shape.RATED):
        full = z[task] + bias(memory, note, task)
        told[task] = chance_of(full)
        for feature in range(shape.YOURS, shape.YOURS_END):
            full -= room.own.x[feature] * memory.learnt.w[feature, task]
        told[shape.RATED + task] = full


@kernel
def meet(memory: Memory, tie: int, surface: int, weight: float, at: float, room: Room) -> None:
    """Somebody met a note: keep what was known at that moment, and count it.

    Told again within a minute it is the same meeting; later it is one more.
    """
    ties, pending = memory.ties, memory.pending
    first = not ties.deeds[tie] & shape.SEEN
    if not first and at - ties.at[tie] < SAME:
        return
    person, note = int(ties.keys[tie] >> 32), int(ties.keys[tie] & 0xFFFFFFFF)
    look(memory, person, note, at, room)
    ties.deeds[tie] |= np.uint16(shape.SEEN)
    ties.at[tie] = at
    if memory.house.counts[shape.HELD] - memory.house.counts[shape.LEARNT] >= shape.PENDING:
        settle(memory, at)
    slot = memory.house.counts[shape.HELD] % shape.PENDING
    memory.house.counts[shape.HELD] += 1
    ties.slot[tie] = slot
    pending.person[slot], pending.note[slot] = person, note
    pending.surface[slot], pending.outcome[slot] = surface, 0
    pending.at[slot], pending.weight[slot] = at, weight
    copy_to(pending.x[slot], room.own.x)
    count_meeting(memory, person, note, at)
    if first:
        meet_audience(memory, person, note, weight, at)


@maker
def do(memory: Memory, person: int, note: int, deed: int, at: float, room: Room) -> None:
    """Somebody did something with a note; told twice, it counts once."""
    ties = memory.ties
    tie = tie_of(memory, person, note, at)
    before = ties.deeds[tie]
    if before >> deed & 1:
        if deed < VIEWED:
            _outcome(memory, tie, min(deed - 1, shape.REFUSE))
        return
    if (deed < VIEWED or deed == SKIP) and not before & shape.SEEN:
        meet(memory, tie, 0, 0.0, at, room)
    ties.deeds[tie] |= np.uint16(1 << deed)
    if deed == SKIP:
        _refuse(memory, person, note, DISINTEREST, at)
    elif deed >= VIEWED:
        count_view(memory, person, note, deed - VIEWED, at)
    else:
        task = min(deed - 1, shape.REFUSE)
        _outcome(memory, tie, task)
        count_deed(memory, person, note, task, 1.0, at)
    if deed in (HIDE, NOT_INTERESTED, REPORT):
        _refuse(memory, person, note, DISTASTE, at)
    elif (1 << deed) & WELCOMES and not before & WELCOMES:
        bond(memory, person, note, at, room)
        hear(memory, note, 1.0)


@kernel
def undo(memory: Memory, person: int, note: int, deed: int, at: float) -> None:
    """Take a deed back: what was learnt of its doer goes, as does its part in the note's sums."""
    ties = memory.ties
    tie = tie_of(memory, person, note, at)
    if not ties.deeds[tie] >> deed & 1:
        return
    ties.deeds[tie] &= np.uint16(0xFFFF ^ (1 << deed))
    task = min(deed - 1, shape.REFUSE)
    slot = ties.slot[tie]
    if slot >= 0 and memory.pending.note[slot] == note and memory.pending.person[slot] == person:
        memory.pending.outcome[slot] &= np.uint8(0xFF ^ (1 << task))
    count_deed(memory, person, note, task, -1.0, at)
    if deed in (HIDE, NOT_INTERESTED, REPORT):
        _refuse(memory, person, note, -DISTASTE, at)
    elif (1 << deed) & WELCOMES and not ties.deeds[tie] & WELCOMES:
        unbond(memory, person, note, at)
        hear(memory, note, -1.0)


@kernel
def _outcome(memory: Memory, tie: int, task: int) -> None:
    """Tell the impression that waits for it."""
    slot, key, pending = memory.ties.slot[tie], memory.ties.keys[tie], memory.pending
    if slot < 0 or pending.person[slot] != np.int32(key >> 32):
        return
    if pending.note[slot] == np.int32(key & 0xFFFFFFFF):
        pending.outcome[slot] |= np.uint8(1 << task)


@kernel
def _refuse(memory: Memory, person: int, note: int, times: float, at: float) -> None:
    if memory.people[person].stat[shape.PAUSED] == 0.0:
        count_lanes(memory, person, note, 0.0, times, at)
