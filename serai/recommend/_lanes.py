"""Lanes: a topic, a cluster, a language or a place, each with its best and newest notes at hand.

Clusters are streaming ones: a note joins the nearest centre, which moves a little towards it.
"""

import math

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._attend import dot
from serai.recommend._kernel import entry, kernel, piece
from serai.recommend._memory import Memory
from serai.recommend._types import Bytes, Singles

CAUTION = 1.0
"""Standard deviations that a note's quality is taken lower for what is not known of it."""


@kernel
def quality(memory: Memory, row: int) -> float:
    """The lower end of how often those who met the note liked it (read or liked), in [0, 1]."""
    stat = memory.notes[row].stat
    done = max(stat[shape.DONE + shape.LONG], 0.0) + max(stat[shape.DONE + shape.LIKE], 0.0)
    done += max(stat[shape.DONE + shape.COLLECT], 0.0) + 0.1 * stat[shape.FANS] / (
        1.0 + stat[shape.SHOWN]
    )
    shown = max(stat[shape.SHOWN], done) + 6.0
    rate = (done + 0.6) / shown
    return float(rate - CAUTION * 0.5 * math.sqrt(max(rate * (1.0 - rate), 0.0) / shown))


@entry
def enlist(memory: Memory, lane: int, row: int) -> None:
    """Put a new note on the lane's list of the newest."""
    lanes = memory.lanes
    place = lanes.turn[lane] % shape.NEWEST
    lanes.newest[lane, place] = row
    lanes.turn[lane] += 1
    lanes.notes[lane] += 1


@entry
def promote(memory: Memory, lane: int, row: int) -> None:
    """Let a note that somebody liked take the place of the lane's weakest best, if it is better."""
    best = memory.lanes.best[lane]
    weakest, least = -1, quality(memory, row)
    for place in range(shape.BEST):
        if best[place] == row:
            return
        if best[place] < 0:
            best[place] = row
            return
        worth = quality(memory, best[place])
        if worth < least:
            weakest, least = place, worth
    if weakest >= 0:
        best[weakest] = row


@entry
def leave(memory: Memory, lane: int, row: int) -> None:
    """Take a note from the lane's best and newest."""
    lanes = memory.lanes
    for place in range(shape.BEST):
        if lanes.best[lane, place] == row:
            lanes.best[lane, place] = -1
    for place in range(shape.NEWEST):
        if lanes.newest[lane, place] == row:
            lanes.newest[lane, place] = -1
    lanes.notes[lane] -= 1


@entry
def nearest(centres: Singles, mass: Singles, vector: Singles) -> int:
    """The nearest centre by cosine; those that hold much stand back a little, so none starves."""
    most, found = -1e9, 0
    for centre in range(len(centres)):
        near = float(dot(centres[centre], vector)) - 0.02 * math.log1p(mass[centre])
        if near > most:
            most, found = near, centre
    return found


@entry
def draw_centre(centre: Singles, mass: Singles, which: int, vector: Singles) -> None:
    """Move a centre towards `vector` and keep it a unit."""
    mass[which] += 1.0
    step = 1.0 / min(mass[which], 200.0)
    total = 0.0
    for number in range(len(vector)):
        centre[number] += step * (vector[number] - centre[number])
        total += centre[number] * centre[number]
    norm = math.sqrt(total)
    if norm > 0.0:
        for number in range(len(vector)):
            centre[number] /= norm


@piece
def unit(vector: Singles) -> Singles:
    """`vector` with length 1, or zeros."""
    norm = math.sqrt(dot(vector, vector))
    return vector / np.float32(norm) if norm > 0.0 else vector * np.float32(0.0)


@piece
def likeness(one: Bytes, other: Bytes) -> float:
    """The cosine of two content vectors."""
    total = 0
    for number in range(shape.CONTENT):
        total += int(one[number]) * int(other[number])
    return total / (127.0 * 127.0)
