"""What the house says of a note: offered, retired, or come from elsewhere."""

from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._audience import YOUNG, await_audience, end_trials, wait_no_more
from serai.recommend._deeds import VIEWED, VIEWED_LIKE, VIEWED_LONG
from serai.recommend._lanes import enlist, leave, promote
from serai.recommend._near import bequeath
from serai.recommend._offers import begin_row, count_busiest, lanes_of, offer_new
from serai.recommend._state import EVERYTHING, State, hours
from serai.recommend.candidate import Candidate
from serai.recommend.signals import Signal

NOBODY: Final = -1


def offer(state: State, signals: Iterable[Signal]) -> None:
    """Notes may stand in feeds, as their candidates say now."""
    new: dict[int, tuple[Candidate, int]] = {}
    for signal in signals:
        candidate = signal.candidate
        if candidate is None:
            continue
        if candidate.note in new or state.notes.row(candidate.note) >= 0:
            offer_new(state, list(new.values()))
            new = {}
            _offer_again(state, candidate, hours(signal.at))
        else:
            new[candidate.note] = (candidate, signal.at)
    offer_new(state, list(new.values()))


def _offer_again(state: State, candidate: Candidate, at: float) -> None:
    end_trials(state.memory, at)
    row = state.notes.row(candidate.note)
    _unlist(state, row)
    lanes = np.array(lanes_of(state, candidate), np.int32)
    notes = state.memory.notes
    notes.marks[row] &= np.uint8(0xFF ^ shape.PUBLIC)
    notes.marks[row] |= np.uint8(shape.LIVE | (shape.PUBLIC if candidate.public else 0))
    kept = slice(shape.CONTENT_LANE, shape.LANGUAGE_LANE)
    lanes[kept] = notes.lanes[row, kept]
    notes.lanes[row] = lanes
    if candidate.seconds and not notes[row].stat[shape.LENGTH]:
        notes[row].stat[shape.LENGTH] = np.log1p(candidate.seconds)
        state.looked_through = 0  # it is a video now
    if candidate.public:
        _list(state, row, candidate)
        if at - notes.published[row] < YOUNG:
            await_audience(state.memory, row, at)


def retire(state: State, signal: Signal) -> None:
    """A note may stand in no feed any longer; what it earned stays."""
    row = state.notes.row(signal.note) if signal.note is not None else -1
    if row >= 0 and state.memory.notes.marks[row] & shape.LIVE:
        _unlist(state, row)
        state.memory.notes.marks[row] &= np.uint8(0xFF ^ shape.LIVE)


def seen_elsewhere(state: State, signal: Signal) -> tuple[int, list[Signal]]:
    """The shadow of a post of another platform, and what is to be folded about it now.

    A post that one arrival alone knows leads nowhere, so it waits for a second one.
    """
    key = signal.outside or ""
    known = state.elsewhere.get(key)
    if isinstance(known, int):
        return _became(state, known), [signal]
    if known is None or known.person == signal.person:
        state.elsewhere[key] = signal
        return NOBODY, []
    state.elsewhere[key] = row = _shadow(state)
    return row, [known, signal]


def claim(state: State, signal: Signal) -> None:
    """A post of another platform came over as a note: its bonds are the note's from here on."""
    row = state.notes.row(signal.note) if signal.note is not None else -1
    shadow = state.elsewhere.get(signal.outside or "")
    if row < 0 or not isinstance(shadow, int) or state.memory.notes.alias[shadow] >= 0:
        return
    bequeath(state.memory, shadow, row)
    if state.memory.notes.marks[row] & shape.LIVE:
        promote(state.memory, state.lane(EVERYTHING), row)


def deed_elsewhere(signal: Signal, looked: float) -> int:
    """What a signal from an archive is called in a batch."""
    if signal.kind != "imported_view":
        return VIEWED_LIKE
    return VIEWED_LONG if (signal.value or 0.0) >= looked else VIEWED


def in_time(state: State, end: int, many: int) -> list[int]:
    """Public rows before place `end` of the timeline, newest first."""
    return [int(row) for row in state.timeline.newest(end, many)]


def by_authors(
    state: State, authors: Iterable[int], before: tuple[float, int], many: int
) -> list[int]:
    """Rows of `authors` (ids) before (hours, row), those for followers too, newest first."""
    memory, found = state.memory, []
    for author in authors:
        chain = state.authors.row(author)
        row = int(memory.authors.newest[chain]) if chain >= 0 else -1
        mine = 0
        while row >= 0 and mine < many:
            key = (float(memory.notes.published[row]), row)
            if key < before and memory.notes.marks[row] & shape.LIVE:
                found.append(key)
                mine += 1
            row = int(memory.notes.older[row])
    return [row for _, row in sorted(found, reverse=True)[:many]]


def _became(state: State, shadow: int) -> int:
    alias = int(state.memory.notes.alias[shadow])
    return shadow if alias < 0 else alias


def _new(state: State, note: int) -> int:
    """A row for an id."""
    state.room_for_notes(1)
    row = int(state.notes.add(np.array([note], np.int64))[0])
    begin_row(state.bare, row, note)
    return row


def _shadow(state: State) -> int:
    """A row for a post elsewhere; its id, below 0, is no note's."""
    row = _new(state, -2 - state.notes.many)
    state.memory.notes.marks[row] = shape.SHADOW
    return row


def _list(state: State, row: int, candidate: Candidate) -> None:
    memory = state.memory
    state.timeline.add(candidate.published_at, row)
    for lane in (state.lane(EVERYTHING), *_own(state, row)):
        enlist(memory, lane, row)
        if memory.notes[row].stat[shape.FANS] > 0.0:
            promote(memory, lane, row)
        if lane >= shape.NAMED:
            state.of_topic.setdefault(lane, array("i")).append(row)
    count_busiest(state)


def _unlist(state: State, row: int) -> None:
    memory = state.memory
    wait_no_more(memory, row)
    if not memory.notes.marks[row] & shape.PUBLIC:
        return
    state.timeline.drop(state.published(row), row)
    for lane in (state.lane(EVERYTHING), *_own(state, row)):
        leave(memory, lane, row)


def _own(state: State, row: int) -> list[int]:
    return [int(lane) for lane in state.memory.notes.lanes[row] if lane >= 0]
