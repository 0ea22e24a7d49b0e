"""The places that a page keeps for new notes: who stands there, and how likely that was."""

from collections import Counter

import pytest

from serai.kernel import NoteId, PersonId
from serai.recommend import Candidate, Engine, Interest, Question, Signal, Viewer

MINUTE = 60_000_000
HOUR = 60 * MINUTE
NOW = 1_795_000_000_000_000
AUTHOR = 1_000
READER = PersonId(7)
FRIENDS = frozenset(PersonId(AUTHOR + number) for number in range(10, 60))
"""Authors of old notes, which the reader follows, so that the usual places go to them."""

SOURCES = ("interests", "taste", "best", "newest", "trial")


def offered(number: int, *topics: str, at: int = NOW - HOUR) -> Signal:
    note, author = NoteId(number), PersonId(AUTHOR + number)
    what = Candidate(note, author, topics, "en", at, public=True)
    return Signal(at, author, "offered", note, candidate=what)


def met(number: int, readers: int, *, at: int = NOW, propensity: float = 0.5) -> list[Signal]:
    return [
        Signal(at, PersonId(100 + nth), "impression", NoteId(number), value=propensity)
        for nth in range(readers)
    ]


def engine_of(*signals: Signal) -> Engine:
    engine = Engine()
    engine.fold(signals)
    return engine


def trials(
    engine: Engine, seed: int, *topics: str, sources: tuple[str, ...] = SOURCES
) -> dict[int, float]:
    """The notes on trial on a page of somebody who chose `topics`, with their propensities."""
    said = tuple(Interest(topic, 1.0, "chosen", (), NOW) for topic in topics)
    viewer = Viewer(now=NOW, seed=seed, person=READER, interests=said, followees=FRIENDS)
    laid = engine.lay(Question(viewer=viewer, sources=sources, count=10))
    pairs = zip(laid.notes.tolist(), laid.propensities.tolist(), strict=True)
    return {note: propensity for note, propensity in pairs if propensity}


def old(first: int, many: int, topic: str) -> list[Signal]:
    """Notes that fill the usual places and look for no audience any longer."""
    return [offered(first + nth, topic, at=NOW - 300 * HOUR) for nth in range(many)]


def test_a_place_on_trial_goes_to_whom_the_note_suits() -> None:
    engine = engine_of(*old(10, 20, "tea"), *old(40, 20, "tide"), offered(1, "tea"))
    assert trials(engine, 1, "tea").keys() == {1}
    assert trials(engine, 1, "tide") == {}
    assert trials(engine, 1).keys() == {1}, "who said nothing may meet anything"


def test_a_feed_that_asks_for_no_trials_keeps_no_place() -> None:
    engine = engine_of(*old(10, 20, "tea"), offered(1, "tea"))
    assert trials(engine, 1, "tea", sources=("interests", "newest")) == {}


def test_the_nearer_the_deadline_the_surer_the_place() -> None:
    waits = {1: 110, 2: 20, 3: 10, 4: 5}
    engine = engine_of(
        *old(10, 20, "tea"), *(offered(n, "tea", at=NOW - m * MINUTE) for n, m in waits.items())
    )
    first = Counter(next(iter(trials(engine, seed, "tea"))) for seed in range(40))
    assert first[1] == 40


def test_first_audiences_come_before_later_ones_and_fifteen_are_enough() -> None:
    liked = [Signal(NOW, PersonId(100 + nth), "like", NoteId(1)) for nth in range(15)]
    before = [*old(10, 20, "tea"), offered(1, "tea"), offered(2, "tea"), offered(3, "tea")]
    engine = engine_of(*before, *met(1, 14), *liked[:14])
    assert any(1 in trials(engine, seed, "tea") for seed in range(40)), "one is missing yet"
    engine.fold([*met(1, 15), *liked])
    assert engine.trial(NoteId(1), NOW).stage == 2
    assert all(trials(engine, seed, "tea").keys() == {2, 3} for seed in range(40))


def test_until_the_deadline_those_alone_count_whom_the_note_suits() -> None:
    engine = engine_of(offered(1, "tea"), *met(1, 20, propensity=0.0))
    trial = engine.trial(NoteId(1), NOW)
    assert (trial.stage, trial.met, trial.waiting) == (1, 20, True)
    engine.fold(met(1, 15, at=NOW + 2 * HOUR))
    assert engine.trial(NoteId(1), NOW).stage == 1, "met again is not met by more"
    late = engine_of(offered(1, "tea", at=NOW - 3 * HOUR), *met(1, 15, propensity=0.0))
    assert late.trial(NoteId(1), NOW).stage == 2
    suited = engine_of(offered(1, "tea"), *met(1, 15))
    assert suited.trial(NoteId(1), NOW).stage == 2


def test_who_likes_a_topic_counts_wherever_they_meet_the_note() -> None:
    fans = [
        Signal(NOW - HOUR, PersonId(100 + nth), "like", NoteId(10 + nth % 4 + more))
        for more in (0, 4, 8, 12)
        for nth in range(15)
    ]
    before, seen = [*old(10, 20, "tea"), offered(1, "tea")], met(1, 15, propensity=0.0)
    assert engine_of(*before, *fans, *seen).trial(NoteId(1), NOW).stage > 1
    few = engine_of(*before, *fans[:45], *seen)
    assert few.trial(NoteId(1), NOW).stage == 1, "three likes may be chance"


def test_a_changed_note_goes_on_waiting_in_its_topics_of_now() -> None:
    engine = engine_of(*old(10, 20, "tea"), *old(40, 20, "tide"), offered(1, "tea"), *met(1, 5))
    change = offered(1, "tea", "tide")
    engine.fold([Signal(NOW, change.person, "offered", NoteId(1), candidate=change.candidate)])
    assert (engine.trial(NoteId(1), NOW).met, engine.trial(NoteId(1), NOW).waiting) == (5, True)
    assert trials(engine, 1, "tide").keys() == {1}


def test_propensities_are_how_often_a_note_stands_there() -> None:
    engine = engine_of(*old(10, 20, "tea"), *(offered(n, "tea") for n in range(1, 6)))
    stood: dict[int, list[float]] = {n: [] for n in range(1, 6)}
    rounds = 1_500
    for seed in range(rounds):
        note, propensity = next(iter(trials(engine, seed * 7_919, "tea").items()))
        assert 0.0 < propensity < 1.0
        stood[note].append(propensity)
    often = {note: len(them) / rounds for note, them in stood.items()}
    assert sum(often.values()) == pytest.approx(1.0)
    for note, them in stood.items():
        # Of notes of which the same is believed each stands there as often as the next.
        assert often[note] == pytest.approx(0.2, abs=0.05), often
        assert sum(them) / len(them) == pytest.approx(often[note], abs=0.12)
