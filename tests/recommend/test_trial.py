"""What the author and the operator are told of first audiences; no database, time as numbers."""

import pytest

from serai.kernel import NoteId, PersonId
from serai.recommend import OPEN, Candidate, Capacity, Engine, Question, Signal, Viewer

HOUR = 3_600_000_000
NOW = 1_795_000_000_000_000
READERS = [PersonId(number) for number in range(10, 40)]


def offered(number: int, *topics: str, at: int = NOW - 3 * HOUR) -> Signal:
    note = NoteId(number)
    what = Candidate(note, PersonId(1), topics, "en", at, public=True)
    return Signal(at, PersonId(1), "offered", note, candidate=what)


def did(kind: str, note: int, readers: int) -> list[Signal]:
    return [Signal(NOW, reader, kind, NoteId(note)) for reader in READERS[:readers]]


def engine_of(*signals: Signal) -> Engine:
    engine = Engine()
    engine.fold(signals)
    return engine


def test_a_new_note_is_in_its_first_audience_and_compared_with_its_topic() -> None:
    others = [*did("impression", 2, 10), *did("like", 2, 2), *did("like", 3, 10)]
    engine = engine_of(
        *(offered(1, "plants"), offered(2, "plants"), offered(3, "pets")),
        *others,
        *did("impression", 1, 8),
        *did("like", 1, 2),
    )
    trial = engine.trial(NoteId(1), NOW)
    assert (trial.stage, trial.met, trial.wanted, trial.waiting) == (1, 8, 15, True)
    assert trial.rate == pytest.approx(2 / 8)
    assert (trial.topic, trial.peers) == ("plants", 1)
    assert trial.typical == pytest.approx(2 / 10)


def test_a_note_that_nobody_met_has_no_rate_and_one_alone_no_peers() -> None:
    trial = engine_of(offered(1)).trial(NoteId(1), NOW)
    assert (trial.rate, trial.typical, trial.topic, trial.peers) == (None, None, None, 0)


def test_a_note_welcomed_like_its_equals_goes_on_and_one_that_is_not_looks_no_longer() -> None:
    equals = [
        row
        for equal in range(2, 8)
        for row in (*did("impression", equal, 14), *did("like", equal, 7))
    ]
    notes = [offered(number, "plants") for number in range(1, 8)]
    liked = engine_of(*notes, *equals, *did("like", 1, 15)).trial(NoteId(1), NOW)
    assert (liked.stage, liked.met, liked.wanted, liked.waiting) == (2, 15, 60, True)
    passed = engine_of(*notes, *equals, *did("impression", 1, 15)).trial(NoteId(1), NOW)
    assert (passed.stage, passed.met, passed.wanted, passed.waiting) == (OPEN, 15, 0, False)
    assert engine_of().trial(NoteId(404), NOW).stage == OPEN


def test_where_notes_outnumber_readers_the_author_is_told_the_wait() -> None:
    enough = engine_of(offered(1), *did("impression", 1, 8))
    assert not enough.capacity(NOW).short
    assert enough.trial(NoteId(1), NOW).wait_s is None
    crowded = engine_of(*(offered(n) for n in range(1, 9)), *did("impression", 1, 8))
    capacity = crowded.capacity(NOW)
    assert (capacity.waiting, capacity.needed, capacity.offered) == (8, 7 + 7 * 15, 8)
    assert capacity.short
    assert crowded.trial(NoteId(2), NOW).wait_s == pytest.approx(7_200 * 112 / 8)


def test_without_any_reader_no_wait_is_made_up() -> None:
    capacity = engine_of(offered(1)).capacity(NOW)
    assert capacity.short
    assert capacity.wait_s is None
    assert Capacity(0, 0.0, 0.0).short is False


def test_the_notes_that_wait_longest_come_first_and_the_old_wait_no_more() -> None:
    engine = engine_of(*(offered(n, at=NOW - (9 - n) * HOUR) for n in range(1, 4)))
    assert engine.waiting_longest(NOW, 2) == [NoteId(1), NoteId(2)]
    assert engine.waiting_longest(NOW + 400 * HOUR, 2) == []
    assert engine.capacity(NOW + 400 * HOUR) == Capacity(0, 0.0, 0.0)


def test_what_is_a_week_old_looks_for_no_audience_whatever_it_met() -> None:
    engine = engine_of(offered(1), *did("impression", 1, 3))
    assert engine.trial(NoteId(1), NOW).waiting
    assert not engine.trial(NoteId(1), NOW + 400 * HOUR).waiting
    engine.fold([offered(2, at=NOW + 400 * HOUR)])
    viewer = Viewer(now=NOW + 400 * HOUR, seed=7)
    page = engine.draw(Question(viewer=viewer, sources=("newest", "trial")))
    assert [(card.note, bool(card.propensity)) for card in page.cards] == [(2, False), (1, False)]
