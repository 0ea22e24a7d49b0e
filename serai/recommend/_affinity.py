"""How strongly every note of a catalogue draws somebody: what is known before any page is made."""

import math
from typing import Final

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._asking import TOGETHER, Asking
from serai.recommend._attend import remember
from serai.recommend._counts import STEADY
from serai.recommend._found import clear, place_of, spread
from serai.recommend._kernel import entry, kernel
from serai.recommend._know import know, known_lanes
from serai.recommend._memory import Memory
from serai.recommend._mix import draw_to, mix_for, mixed_up
from serai.recommend._question import question_of
from serai.recommend._room import LANES, LIKED, Known, Room
from serai.recommend._state import State
from serai.recommend._sums import faded
from serai.recommend._types import Floats, Rows, Singles
from serai.recommend.question import Question
from serai.recommend.viewer import Viewer

SAID: Final = 0.45
"""The part of their likes that somebody is taken to mean by the topics they chose, all together."""

LIKES: Final = shape.DONE + shape.LONG


@entry
def _affinities(memory: Memory, asking: Asking, room: Room, rows: Rows, out: Singles) -> None:
    clear(room.found)
    remember(memory, asking.person, room)
    know(memory, asking, room)
    spread(memory, room.own.liked[: room.own.counts[LIKED]], room.found, TOGETHER, shape.MOST_BONDS)
    x, mix, lift = np.zeros(shape.M), np.zeros(shape.M), np.zeros(LANES)
    mix_for(memory, room.own.counts[LIKED], mix)
    _lift(memory, asking.at, room.known, lift)
    for nth, row in enumerate(rows):
        if row < 0:
            out[nth] = -np.inf
            continue
        place = room.found.table[place_of(room.found, row)]
        draw_to(memory, room, row, place, asking.at, x)
        out[nth] = mixed_up(mix, x) + _said(memory, row, room.known, lift)


@kernel
def _lift(memory: Memory, at: float, known: Known, out: Floats) -> None:
    """How much more often than others somebody likes what stands in a topic they chose.

    They are taken to like it in SAID / (number of topics) of all cases, others in its part of
    all likes.
    """
    total = 0.0
    for nth in range(known.many[0]):
        total += known.weight[nth] * known.said[nth]
    for nth in range(known.many[0]):
        if known.said[nth] and known.weight[nth] > 0.0:
            part = _likes(memory, known.lane[nth], at) / _likes(memory, shape.EVERYTHING, at)
            out[nth] = SAID * known.weight[nth] / total / part


@kernel
def _likes(memory: Memory, lane: int, at: float) -> float:
    stat = memory.lanes[lane].stat
    return 1.0 + faded(stat[LIKES], stat[shape.AT], at, STEADY)


@kernel
def _said(memory: Memory, row: int, known: Known, lift: Floats) -> float:
    """What a note's most telling topic adds to its logit."""
    lanes, most = known_lanes(memory, row, known), 0.0
    for nth in range(known.many[0]):
        if lanes >> nth & 1:
            most = max(most, lift[nth])
    return math.log1p(most)


def affinities_of(state: State, viewer: Viewer, rows: Rows) -> Singles:
    """The affinity of each row for `viewer`."""
    out = np.empty(len(rows), np.float32)
    asking = question_of(state, Question(viewer=viewer, sources=()))
    _affinities(state.memory, asking, state.room, rows, out)
    return out
