"""First audiences, told to authors and to the operator."""

from typing import Final

import numpy as np

from serai.kernel import NoteId
from serai.recommend import _shape as shape
from serai.recommend._audience import OPENED, WANTED, YOUNG
from serai.recommend._state import State, hours
from serai.recommend._types import Rows
from serai.recommend._waiting import LIKED, MET, SINCE, STAGE, SUITED
from serai.recommend.trial import LATELY, OPEN, Capacity, Trial

_HOUR_S: Final = 3_600.0


def trial_of(state: State, row: int, now: int) -> Trial:
    """The trial of the note in `row` (-1: nobody offered it) at `now`, epoch microseconds."""
    if row < 0:
        return Trial(stage=OPEN, met=0, wanted=0, waiting=False)
    notes = state.memory.notes
    own, waiting = notes.audience[row], row in _waiting(state, now)
    stage = min(int(own[STAGE]), len(WANTED))
    met, topic = int(own[MET]), int(notes.lanes[row, 0])
    capacity = capacity_of(state, now)
    return Trial(
        stage=stage + 1,
        met=met,
        wanted=int(WANTED[stage]) if waiting and stage < len(WANTED) else 0,
        waiting=waiting,
        rate=min(float(own[LIKED]) / met, 1.0) if met else None,
        typical=_typical(state, row, topic, min(stage, len(WANTED) - 1)),
        topic=state.topic(topic) if topic >= 0 else None,
        peers=_peers(state, row, topic),
        wait_s=capacity.wait_s if waiting and stage == 0 and capacity.short else None,
    )


def capacity_of(state: State, now: int) -> Capacity:
    """What first audiences still need, and what trials got in the last two hours."""
    memory, rows = state.memory, _waiting(state, now)
    first = rows[memory.notes.audience[rows, STAGE] == 0.0]
    needed = np.maximum(WANTED[0] - memory.notes.audience[first, SUITED], 0.0).sum()
    since = hours(now) - LATELY / _HOUR_S
    pending = memory.pending
    met = pending.note[(pending.at > since) & (pending.person >= 0)]
    on_trial = (memory.notes.audience[met, STAGE] < OPENED) & (
        memory.notes.audience[met, SINCE] > 0
    )
    return Capacity(len(first), float(needed), float(on_trial.sum()))


def waiting_longest(state: State, now: int, many: int) -> list[NoteId]:
    """The notes that look for their first audience, those that have waited longest first."""
    notes, rows = state.memory.notes, _waiting(state, now)
    order = np.argsort(notes.audience[rows, SINCE], kind="stable")[:many]
    return [NoteId(notes.ids[row]) for row in rows[order]]


def _waiting(state: State, now: int) -> Rows:
    """The rows that look for an audience, the old ones left out that no fold has reached yet."""
    memory = state.memory
    rows = memory.waiting[: memory.house.counts[shape.WAITING]]
    return rows[memory.notes.published[rows] >= hours(now) - YOUNG]


def _peers(state: State, row: int, topic: int) -> int:
    """How many other notes stand in its first topic."""
    if topic < 0:
        return 0
    return int(state.memory.lanes.notes[topic]) - int(state.stands(row, topic))


def _typical(state: State, row: int, topic: int, stage: int) -> float | None:
    """How often notes of this topic are liked at this stage; of all notes where none is named.

    At the first stage the note itself is left out; later ones do not keep whose meetings they are.
    """
    if topic < 0:
        return None
    met, liked = state.memory.lanes.trials[topic, stage]
    own = state.memory.notes.audience[row]
    if stage == 0 and own[STAGE] == 0.0:
        met, liked = met - own[MET], liked - own[LIKED]
    return float(min(liked / met, 1.0)) if met > 0 else None
