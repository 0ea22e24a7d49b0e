"""Whoever waits for an audience stands in line once, in turn, and nobody is lost."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.kernel import NoteId, PersonId
from serai.recommend import Candidate, Signal
from serai.recommend import _shape as shape
from serai.recommend._state import State
from serai.recommend._take_in import fold
from serai.recommend._waiting import FEW, MORE, PLACES, SINCE, STAGE

MINUTE = 60_000_000
HOUR = 60 * MINUTE
NOW = 1_795_000_000_000_000
AUTHOR = PersonId(1)
MANY = 60
"""More than one line holds."""

deeds = st.tuples(
    st.sampled_from(["offered", "retired", "described", "met", "liked"]),
    st.integers(1, MANY + 5),
    st.integers(1, 20),
)


def offered(number: int, topics: int, at: int) -> Signal:
    said = tuple(name for place, name in enumerate(("tea", "tide", "moss")) if topics >> place & 1)
    what = Candidate(NoteId(number), AUTHOR, said, "en", at, public=True)
    return Signal(at, AUTHOR, "offered", NoteId(number), candidate=what)


def signals_of(kind: str, number: int, many: int, at: int) -> list[Signal]:
    note = NoteId(number)
    if kind == "offered":
        return [offered(number, many % 8, at)]
    if kind == "retired":
        return [Signal(at, AUTHOR, kind, note)]
    if kind == "described":
        vector = np.random.default_rng(many).integers(-127, 127, shape.CONTENT, np.int8)
        return [Signal(at, AUTHOR, kind, note, vector=vector.tobytes())]
    deed = "impression" if kind == "met" else "like"
    return [Signal(at, PersonId(9 + nth), deed, note, value=0.5) for nth in range(many)]


def all_who_wait(state: State) -> list[int]:
    rows = [int(row) for row in state.memory.waiting[: state.memory.house.counts[shape.WAITING]]]
    assert len(set(rows)) == len(rows)
    waits = state.memory.notes.waits[: state.notes.many]
    assert [int(waits[row]) for row in rows] == list(range(len(rows)))
    assert int((waits >= 0).sum()) == len(rows)
    return rows


def turn(state: State, row: int) -> tuple[float, float, int]:
    own = state.memory.notes.audience[row]
    return float(own[STAGE]), float(own[SINCE]), row


def check_line(state: State, lane: int, waiting: list[int]) -> None:
    line = state.memory.lanes.waiting[lane].tolist()
    stand = [row for row in line[:PLACES] if row >= 0]
    there = {
        row
        for row in waiting
        if lane in state.memory.notes.lanes[row, : shape.BEHAVIOUR_LANE].tolist()
    }
    assert line[: len(stand)] == stand, "without a gap"
    assert len(set(stand)) == len(stand)
    assert all(turn(state, one) < turn(state, other) for one, other in pairwise(stand))
    assert set(stand) <= there
    if line[PLACES] == MORE:
        assert len(stand) > FEW
    else:
        assert set(stand) == there


@settings(deadline=None, max_examples=60)
@given(st.lists(deeds, max_size=120))
def test_whatever_happens_every_line_is_in_order_and_complete(
    happened: list[tuple[str, int, int]],
) -> None:
    state = State()
    fold(state, (offered(number, 1, NOW + number) for number in range(1, MANY + 1)))
    assert len(all_who_wait(state)) == MANY
    for nth, (kind, number, many) in enumerate(happened):
        fold(state, signals_of(kind, number, many, NOW + (nth + 1) * MINUTE))
    waiting = all_who_wait(state)
    for lane in range(len(state.memory.lanes.notes)):
        check_line(state, lane, waiting)


def test_who_fell_out_of_a_full_line_is_called_again() -> None:
    state = State()
    fold(state, (offered(number, 1, NOW + number) for number in range(1, MANY + 1)))
    tea = state.lane("tea")
    assert state.memory.lanes.waiting[tea, PLACES] == MORE
    for number in range(1, MANY + 1):
        assert (all_who_wait(state)[:1] == [0]) == (number == 1)
        check_line(state, tea, all_who_wait(state))
        fold(state, [Signal(NOW + HOUR, AUTHOR, "retired", NoteId(number))])
    assert state.memory.lanes.waiting[tea].tolist() == [-1] * shape.NEWEST
