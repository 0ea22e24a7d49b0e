"""The engine on signals of our own making: no database, time as numbers."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import NoteId, PersonId
from serai.recommend import (
    UNDONE_BY,
    WEIGHTS,
    Candidate,
    Engine,
    Interest,
    Pool,
    Signal,
    Viewer,
)
from serai.recommend._minds import DEEDS

HOUR = 3_600_000_000
NOW = 1_795_000_000_000_000
AUTHOR = PersonId(1)
ME = PersonId(2)
OTHERS = [PersonId(number) for number in range(10, 40)]


def offered(number: int, *topics: str, at: int = NOW - HOUR, public: bool = True) -> Signal:
    note = NoteId(number)
    what = Candidate(note, AUTHOR, topics, "en", at, public)
    return Signal(at, AUTHOR, "offered", note, candidate=what)


def did(who: PersonId, kind: str, note: int, at: int = NOW, value: float | None = None) -> Signal:
    return Signal(at, who, kind, NoteId(note), value=value)


def engine_of(signals: Iterable[Signal]) -> Engine:
    engine = Engine()
    engine.fold(signals)
    return engine


def pool_of(engine: Engine, person: PersonId | None = ME, *interests: Interest) -> Pool:
    viewer = Viewer(now=NOW, seed=7, person=person, interests=interests)
    profile = engine.profile(viewer)
    return engine.pool(profile, {"newest": engine.retrieve("newest", profile)})


def parts_of(engine: Engine, note: int, person: PersonId = ME) -> dict[str, float]:
    pool = pool_of(engine, person)
    return dict(pool.parts(pool.ids.tolist().index(note)))


WORLD = [offered(number, ("plants", "travel", "pets")[number % 3]) for number in range(1, 13)]
KINDS = sorted({*UNDONE_BY, *UNDONE_BY.values(), "impression", "open", "dwell"})
deeds = st.lists(
    st.builds(
        did,
        st.sampled_from([ME, *OTHERS[:3], AUTHOR]),
        st.sampled_from(KINDS),
        st.integers(1, 13),
        st.integers(NOW - 900 * HOUR, NOW),
        st.sampled_from([None, 500.0, 20_000.0]),
    ),
    max_size=60,
)


@given(deeds)
def test_folding_the_same_log_gives_the_same_bits(log: list[Signal]) -> None:
    one, other = pool_of(engine_of([*WORLD, *log])), pool_of(engine_of([*WORLD, *log]))
    assert one.ids.tobytes() == other.ids.tobytes()
    assert one.amounts.tobytes() == other.amounts.tobytes()


@given(deeds)
def test_the_parts_of_a_value_sum_to_it_and_are_finite(log: list[Signal]) -> None:
    pool = pool_of(engine_of([*WORLD, *log]))
    assert np.isfinite(pool.amounts).all()
    for at in range(len(pool)):
        total = sum(amount for _, amount in pool.parts(at))
        assert total == pytest.approx(float(pool.value[at]), abs=1e-9)


@given(deeds, st.sampled_from(sorted(set(UNDONE_BY) & set(WEIGHTS.worth))), st.integers(1, 12))
def test_a_deed_taken_back_leaves_no_trace_but_that_the_note_was_met(
    log: list[Signal], kind: str, note: int
) -> None:
    newcomer = PersonId(99)
    met = did(newcomer, "impression", note)
    deed, undo = did(newcomer, kind, note), did(newcomer, UNDONE_BY[kind], note, NOW + 1)
    plain = pool_of(engine_of([*WORLD, *log, met]), newcomer)
    undone = pool_of(engine_of([*WORLD, *log, met, deed, undo]), newcomer)
    assert undone.ids.tolist() == plain.ids.tolist()
    assert np.allclose(undone.amounts, plain.amounts, atol=1e-6)
    assert not undone.profile.mind.hidden
    assert not undone.profile.together


def test_a_deed_counts_once_however_often_it_is_told() -> None:
    once = engine_of([*WORLD, did(ME, "like", 1)])
    often = engine_of([*WORLD, *[did(ME, "like", 1)] * 5])
    assert parts_of(once, 4) == parts_of(often, 4)


def test_an_authors_own_deeds_do_not_lift_their_note() -> None:
    plain = engine_of(WORLD)
    lifted = engine_of([*WORLD, did(AUTHOR, "like", 1), did(AUTHOR, "collect", 1)])
    assert parts_of(plain, 1) == parts_of(lifted, 1)


def test_welcome_lifts_a_note_and_meetings_without_welcome_lower_it() -> None:
    liked = engine_of([*WORLD, *(did(who, "like", 1) for who in OTHERS)])
    passed = engine_of([*WORLD, *(did(who, "impression", 1) for who in OTHERS)])
    assert parts_of(liked, 1)["quality"] > 0 > parts_of(passed, 1)["quality"]
    assert parts_of(liked, 1)["rising"] > 0


def test_welcome_fades_by_half_in_its_half_life() -> None:
    half_life = round(WEIGHTS.half_life_hours.taste * HOUR)
    fresh = engine_of([*WORLD, did(ME, "like", 1, NOW)])
    faded = engine_of([*WORLD, did(ME, "like", 1, NOW - half_life)])
    assert parts_of(fresh, 4)["taste"] == pytest.approx(1 / 3)
    assert parts_of(faded, 4)["taste"] == pytest.approx(0.5 / 2.5)


def test_a_short_look_is_no_welcome_and_a_long_one_is() -> None:
    assert "taste" not in parts_of(engine_of([*WORLD, did(ME, "dwell", 1, value=900.0)]), 4)
    assert parts_of(engine_of([*WORLD, did(ME, "dwell", 1, value=12_000.0)]), 4)["taste"] > 0


def test_what_is_liked_together_leads_from_one_to_the_other_until_it_is_taken_back() -> None:
    both = [did(who, "like", note) for who in OTHERS[:8] for note in (1, 5)]
    engine = engine_of([*WORLD, *both, did(ME, "like", 1)])
    assert parts_of(engine, 5)["together"] > 0.2
    pool = pool_of(engine)
    row = int(pool.rows[pool.ids.tolist().index(5)])
    assert engine.liked_with(pool.profile, row) == [NoteId(1)]
    engine.fold([did(ME, "unlike", 1)])
    assert "together" not in parts_of(engine, 5)
    engine.fold(did(who, "unlike", 1) for who in OTHERS[:8])
    engine.fold([did(ME, "like", 1)])
    assert "together" not in parts_of(engine, 5)


def test_what_somebody_refuses_lowers_its_like_for_them_alone() -> None:
    engine = engine_of([*WORLD, did(ME, "not_interested", 1)])
    assert parts_of(engine, 4)["not_interested"] < 0
    assert "not_interested" not in parts_of(engine, 2)
    assert "not_interested" not in parts_of(engine, 4, OTHERS[0])


def test_what_was_refused_long_ago_comes_back_when_it_is_asked_for() -> None:
    others = range(10, 10 + DEEDS)  # as many as one remembers
    engine = engine_of([offered(1, "cats"), *(offered(other, "dogs") for other in others)])
    engine.fold([did(ME, "hide", 1), *(did(ME, "open", other) for other in others)])
    assert len(pool_of(engine).profile.mind.hidden) == 1
    engine.fold([did(ME, "unhide", 1)])
    assert not pool_of(engine).profile.mind.hidden


def test_a_retired_note_is_found_no_more_and_an_offer_brings_it_back_with_its_hearts() -> None:
    engine = engine_of([*WORLD, *(did(who, "like", 1) for who in OTHERS)])
    before = parts_of(engine, 1)
    engine.fold([did(AUTHOR, "retired", 1)])
    assert 1 not in pool_of(engine).ids
    engine.fold([WORLD[0]])
    assert parts_of(engine, 1) == before


def test_an_edit_moves_a_note_to_its_new_topics_and_a_narrower_audience_hides_it() -> None:
    engine = engine_of([*WORLD, offered(1, "coffee")])
    assert len(engine.of_topic("coffee")) == 1
    assert len(engine.of_topic("travel")) == 3
    engine.fold([offered(1, "coffee", public=False)])
    assert engine.of_topic("coffee") == []


def test_notes_without_end_grow_the_arrays() -> None:
    engine = engine_of(offered(number, f"topic-{number % 300}") for number in range(1, 1_500))
    assert len(engine.in_time((NOW, 0), 2_000)) == 1_499
    ordered = [pool_of(engine).ids.tolist()]
    assert all(one > other for one, other in pairwise(ordered[0]))


def test_a_trial_ends_when_enough_people_met_the_note_or_time_is_up() -> None:
    engine = engine_of(WORLD)
    assert engine.trial(NoteId(1), NOW).waiting
    engine.fold(did(who, "impression", 1) for who in OTHERS[:3])
    assert engine.trial(NoteId(1), NOW).met == 3
    engine.fold(did(who, "impression", 1) for who in OTHERS[:15])
    assert not engine.trial(NoteId(1), NOW).waiting
    late = NOW + round(WEIGHTS.page.trial_hours * HOUR)
    assert not engine.trial(NoteId(2), late).waiting


def test_erasing_a_person_forgets_what_was_known_of_them() -> None:
    engine = engine_of([*WORLD, did(ME, "like", 1), Signal(NOW, ME, "erased")])
    assert not pool_of(engine).profile.mind.tastes


def test_the_end_of_a_follow_takes_back_what_it_did_for_the_note_it_came_through() -> None:
    follow = Signal(NOW, ME, "follow", NoteId(1), outside=str(int(AUTHOR)))
    engine = engine_of([*WORLD, follow])
    assert parts_of(engine, 4)["taste"] > 0
    engine.fold([Signal(NOW, ME, "unfollow", outside="999")])
    assert parts_of(engine, 4)["taste"] > 0
    engine.fold([Signal(NOW, ME, "unfollow", outside=str(int(AUTHOR)))])
    assert "taste" not in parts_of(engine, 4)


def test_a_note_brings_no_more_for_carrying_more_topics() -> None:
    interest = Interest("plants", 1.0, "chosen", (), NOW)
    engine = engine_of([offered(1, "plants"), offered(2, "plants", "pets", "travel", "art")])
    pool = pool_of(engine, ME, interest)
    first, second = (dict(pool.parts(at))["interest"] for at in range(2))
    assert first == second
