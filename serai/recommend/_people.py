"""What somebody says of what is known of them: to begin anew, to pause, to be forgotten."""

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._layout import room_for
from serai.recommend._memory import Ties
from serai.recommend._state import State, move_ties
from serai.recommend.signals import Signal

_LEARNT = ("recent", "taste", "count", "liked", "met", "taste_at")


def start_anew(state: State, signal: Signal) -> None:
    """Forget what was learnt of somebody's taste; what they met and hid stays known."""
    row = state.people.row(signal.person)
    if row < 0:
        return
    people = state.memory.people
    paused = people[row].stat[shape.PAUSED]
    people[row].stat[:] = 0.0
    people[row].stat[shape.PAUSED] = paused
    for name in _LEARNT:
        getattr(people, name)[row] = -1 if name in ("recent", "taste") else 0


def pause(state: State, signal: Signal) -> None:
    """What somebody does teaches their own feed nothing, or does so again."""
    row = state.people_rows(np.array([signal.person], np.int64), 0)[0]
    state.memory.people[row].stat[shape.PAUSED] = float(signal.kind == "paused")


def erase(state: State, signal: Signal) -> None:
    """Forget somebody: their row, and what joined them to notes."""
    row = state.people.row(signal.person)
    if row < 0:
        return
    start_anew(state, signal)
    state.memory.people[row].stat[:] = 0.0
    ties = state.memory.ties
    ties.keys[(ties.keys >> 32) == row] = -2
    kept = room_for(Ties, len(ties.keys))
    state.memory.house.counts[shape.TIED] = move_ties(ties, kept)
    state.memory = state.memory._replace(ties=kept)
