"""The engine on signals of our own making: no database, time as numbers."""

from collections.abc import Iterable
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.kernel import NoteId, PersonId
from serai.recommend import (
    UNDONE_BY,
    Candidate,
    Draft,
    Drawn,
    Engine,
    Interest,
    Question,
    Signal,
    Viewer,
)

HOUR = 3_600_000_000
NOW = 1_795_000_000_000_000
AUTHOR = PersonId(1)
ME = PersonId(2)
OTHERS = [PersonId(number) for number in range(10, 40)]
ALL = ("together", "attention", "taste", "interests", "rising", "trial", "best", "newest")


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


def page_of(engine: Engine, person: PersonId | None = ME, *interests: Interest) -> Draft:
    viewer = Viewer(now=NOW, seed=7, person=person, interests=interests)
    return engine.draw(Question(viewer=viewer, sources=ALL))


def card_of(engine: Engine, note: int, person: PersonId = ME, *interests: Interest) -> Drawn:
    """A note as a page shows it, whether it was met or not."""
    viewer = Viewer(now=NOW, seed=7, person=person, interests=interests)
    which = NoteId(note)
    asked = Question(viewer=viewer, sources=("together",), given=(which,), again=True)
    [card] = [card for card in engine.draw(asked).cards if card.note == which]
    return card


def parts_of(engine: Engine, note: int, person: PersonId = ME) -> dict[str, float]:
    return {part.feature: part.amount for part in card_of(engine, note, person).parts}


def about(engine: Engine, note: int, feature: str) -> tuple[str, ...]:
    """What a part of the sum names; nothing where it stands in no sum."""
    parts = card_of(engine, note).parts
    return next((part.about for part in parts if part.feature == feature), ())


def hidden(draft: Draft) -> tuple[NoteId, ...]:
    return draft.dropped.get("not_hidden", ())


WORLD = [offered(number, ("plants", "travel", "pets")[number % 3]) for number in range(1, 13)]
KINDS = sorted({*UNDONE_BY, *UNDONE_BY.values(), "impression", "open", "dwell"})
REFUSALS = {"hide", "not_interested", "report"}
WELCOMES = {"like", "collect", "comment"}
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


@settings(deadline=None)
@given(deeds)
def test_folding_the_same_log_gives_the_same_bits(log: list[Signal]) -> None:
    one, other = (engine_of([*WORLD, *log]) for _ in range(2))
    assert page_of(one) == page_of(other)
    assert page_of(one, None) == page_of(other, None)


@settings(deadline=None)
@given(deeds, st.sampled_from([ME, None]))
def test_the_parts_of_a_score_sum_to_it_and_are_finite(
    log: list[Signal], person: PersonId | None
) -> None:
    page = page_of(engine_of([*WORLD, *log]), person)
    assert page.cards or len(page.dropped) > 0
    for card in page.cards:
        assert all(isfinite(part.amount) for part in card.parts)
        assert sum(part.amount for part in card.parts) == pytest.approx(card.score, abs=1e-6)
        assert card.parts[0].feature == "start"


@settings(deadline=None)
@given(deeds, st.sampled_from(sorted(REFUSALS | WELCOMES)), st.integers(1, 12))
def test_a_deed_taken_back_leaves_nothing_of_its_doer_but_that_the_note_was_met(
    log: list[Signal], kind: str, note: int
) -> None:
    """What everybody's deeds taught (weights, vectors) may keep what it learnt of it."""
    newcomer = PersonId(99)
    met = did(newcomer, "impression", note)
    deed, undo = did(newcomer, kind, note), did(newcomer, UNDONE_BY[kind], note, NOW + 1)
    undone = engine_of([*WORLD, *log, met, deed, undo])
    plain = page_of(engine_of([*WORLD, *log, met]), newcomer)
    page = page_of(undone, newcomer)
    assert not hidden(page)
    assert page.dropped["not_seen"] == (note,) == plain.dropped["not_seen"]
    assert {card.note for card in page.cards} == {card.note for card in plain.cards}
    for card in page.cards:
        assert card.lane is None
        assert not any(part.about for part in card.parts if part.feature != "author_taste")


def test_a_deed_counts_once_however_often_it_is_told() -> None:
    once = engine_of([*WORLD, did(ME, "like", 1)])
    often = engine_of([*WORLD, *[did(ME, "like", 1)] * 5])
    assert page_of(once) == page_of(often)


def test_an_authors_own_deeds_do_not_lift_their_note() -> None:
    plain = engine_of(WORLD)
    lifted = engine_of([*WORLD, did(AUTHOR, "like", 1), did(AUTHOR, "collect", 1)])
    assert page_of(plain) == page_of(lifted) != page_of(engine_of([*WORLD, did(ME, "like", 1)]))


def test_welcome_lifts_a_note_and_meetings_without_welcome_lower_it() -> None:
    met = [did(who, "impression", which) for who in OTHERS for which in (1, 2)]
    welcome = [did(who, kind, 1) for who in OTHERS for kind in ("open", "complete", "like")]
    engine = engine_of([*WORLD, *met, *welcome])
    assert parts_of(engine, 1)["quality"] > 0 > parts_of(engine, 2)["quality"]
    assert parts_of(engine, 1)["rising"] > 0
    assert parts_of(engine, 2).get("rising", 0.0) < 0.01


def test_two_likes_of_one_topic_give_it_places_of_its_own_until_they_fade() -> None:
    likes = [did(ME, "like", 1), did(ME, "like", 4)]
    page = page_of(engine_of([*WORLD, *likes]))
    lanes = {card.lane.topic for card in page.cards if card.lane}
    assert "travel" in lanes
    assert "plants" not in lanes
    old = [did(ME, "like", which, NOW - 3_000 * HOUR) for which in (1, 4)]
    assert not any(card.lane for card in page_of(engine_of([*WORLD, *old])).cards)


def test_a_short_look_is_no_reading_and_a_long_one_is() -> None:
    glanced, read = (
        engine_of([*WORLD, *(did(who, "dwell", 1, value=value) for who in OTHERS)])
        for value in (900.0, 12_000.0)
    )
    assert parts_of(read, 1)["quality"] > parts_of(glanced, 1)["quality"]
    me = engine_of([*WORLD, *(did(ME, "dwell", which, value=12_000.0) for which in (1, 4))])
    assert any(card.lane and card.lane.topic == "travel" for card in page_of(me).cards)
    assert about(me, 7, "taste") == ("travel",)


def test_what_is_liked_together_leads_from_one_to_the_other_until_it_is_taken_back() -> None:
    both = [did(who, "like", note) for who in OTHERS[:8] for note in (1, 5)]
    engine = engine_of([*WORLD, *both, did(ME, "like", 1)])
    assert parts_of(engine, 5)["together"] > 0.1
    assert about(engine, 5, "together") == ("1",)
    engine.fold([did(ME, "unlike", 1)])
    assert about(engine, 5, "together") == ()
    engine.fold([did(ME, "like", 1)])
    assert about(engine, 5, "together") == ("1",)
    engine.fold(did(who, "unlike", 1) for who in OTHERS[:8])
    assert about(engine, 5, "together") == ()


def test_what_somebody_refuses_is_gone_and_its_like_counts_less_for_them_alone() -> None:
    before, engine = engine_of(WORLD), engine_of([*WORLD, did(ME, "not_interested", 1)])
    assert hidden(page_of(engine)) == (1,)
    assert not hidden(page_of(engine, OTHERS[0]))
    lower = [parts_of(one, 4).get("taste", 0.0) for one in (engine, before)]
    assert lower[0] < lower[1]
    assert parts_of(engine, 4, OTHERS[0]).get("taste", 0.0) == pytest.approx(lower[1], abs=1e-3)


def test_what_was_refused_long_ago_stays_away_until_it_is_asked_for() -> None:
    engine = engine_of([*WORLD, *(offered(number, "dogs") for number in range(100, 400))])
    engine.fold([did(ME, "hide", 1), *(did(ME, "like", number) for number in range(100, 400))])
    assert engine.hidden(ME, [NoteId(1), NoteId(2)]) == {1}
    engine.fold([did(ME, "unhide", 1)])
    assert engine.hidden(ME, [NoteId(1), NoteId(2)]) == set()
    assert engine.hidden(None, [NoteId(1)]) == set()


def test_a_retired_note_is_found_no_more_and_an_offer_brings_it_back_with_its_hearts() -> None:
    engine = engine_of([*WORLD, *(did(who, "like", 1) for who in OTHERS)])
    before = parts_of(engine, 1)
    engine.fold([did(AUTHOR, "retired", 1)])
    assert 1 not in {card.note for card in page_of(engine).cards}
    assert 1 not in engine.in_time((NOW, None), 100)
    engine.fold([WORLD[0]])
    assert parts_of(engine, 1) == before


def test_an_edit_moves_a_note_to_its_new_topics_and_a_narrower_audience_hides_it() -> None:
    engine = engine_of([*WORLD, offered(1, "coffee")])
    assert engine.of_topic("coffee", 100) == [1]
    assert engine.of_topic("travel", 100) == [10, 7, 4]
    engine.fold([offered(1, "coffee", public=False)])
    assert engine.of_topic("coffee", 100) == []
    assert engine.of_topic("never heard of", 100) == []


def test_notes_without_end_grow_the_arrays() -> None:
    engine = engine_of(
        offered(number, f"topic-{number % 900}", at=NOW - (1_500 - number) * 1_000_000)
        for number in range(1, 1_500)
    )
    engine.fold(did(PersonId(2_000 + who), "like", 1 + who % 1_499) for who in range(2_500))
    assert engine.in_time((NOW, None), 2_000) == list(range(1_499, 0, -1))
    assert engine.by_authors([AUTHOR], (NOW, NoteId(1_400)), 3) == [1_499, 1_498, 1_497]
    assert len(page_of(engine).cards) == 20


def test_a_trial_ends_when_enough_people_met_the_note() -> None:
    engine = engine_of(WORLD)
    assert engine.trial(NoteId(1), NOW).waiting
    engine.fold(did(who, "impression", 1) for who in OTHERS[:3])
    assert (engine.trial(NoteId(1), NOW).met, engine.trial(NoteId(1), NOW).stage) == (3, 1)
    late = NOW + 2 * HOUR
    engine.fold(did(who, "impression", 1, late) for who in OTHERS[:18])
    assert engine.trial(NoteId(1), late).stage > 1


def test_within_the_deadline_an_audience_is_of_those_whom_the_note_suits() -> None:
    engine = engine_of(WORLD)
    engine.fold(did(who, "impression", 1) for who in OTHERS[:20])
    assert engine.trial(NoteId(1), NOW).stage == 1
    more = [offered(13, "travel"), offered(14, "travel")]
    likes = [did(who, "like", which) for who in OTHERS[:15] for which in (4, 7, 10, 13, 14)]
    suited = engine_of([*WORLD, *more, *likes, *(did(who, "impression", 1) for who in OTHERS[:15])])
    assert suited.trial(NoteId(1), NOW).stage > 1


def test_a_place_on_trial_says_how_likely_its_note_was_to_stand_there() -> None:
    page = page_of(engine_of(WORLD), None)
    assert [bool(card.propensity) for card in page.cards[:10]] == [
        slot in (3, 8) for slot in range(10)
    ]
    assert all(0.0 <= card.propensity <= 1.0 for card in page.cards)


@pytest.mark.parametrize("kind", ["erased", "refreshed"])
def test_who_is_erased_or_begins_anew_is_a_stranger_to_the_engine(kind: str) -> None:
    likes = [did(ME, "like", 1), did(ME, "like", 4), did(ME, "hide", 2)]
    engine = engine_of([*WORLD, *likes])
    assert any(card.lane for card in page_of(engine).cards)
    engine.fold([Signal(NOW, ME, kind)])
    page = page_of(engine)
    assert not any(card.lane for card in page.cards)
    assert about(engine, 7, "taste") == ()
    assert hidden(page) == (() if kind == "erased" else (2,))


def test_what_is_done_while_paused_teaches_nothing_of_its_doer() -> None:
    likes = [did(ME, "like", 1), did(ME, "like", 4)]
    engine = engine_of([*WORLD, Signal(NOW, ME, "paused"), *likes, did(ME, "hide", 2)])
    assert not any(card.lane for card in page_of(engine).cards)
    assert hidden(page_of(engine)) == (2,)
    engine.fold([Signal(NOW, ME, "resumed"), did(ME, "like", 7), did(ME, "like", 10)])
    engine.fold(offered(number, "travel") for number in (13, 14, 15))
    assert any(card.lane for card in page_of(engine).cards)


def test_the_end_of_a_follow_takes_back_what_it_did_for_the_note_it_came_through() -> None:
    follows = [
        Signal(NOW, ME, "follow", NoteId(which), outside=str(int(AUTHOR))) for which in (1, 4)
    ]
    engine = engine_of([*WORLD, *follows])
    assert about(engine, 7, "taste") == ("travel",)
    engine.fold([Signal(NOW, ME, "unfollow", outside="999")])
    assert about(engine, 7, "taste") == ("travel",)
    engine.fold([Signal(NOW, ME, "unfollow", outside=str(int(AUTHOR)))])
    assert about(engine, 7, "taste") == ()


def test_a_note_brings_no_more_for_carrying_more_topics() -> None:
    interest = Interest("plants", 1.0, "chosen", (), NOW)
    engine = engine_of([offered(1, "plants"), offered(2, "plants", "pets", "travel", "art")])
    first, second = (
        next(
            part
            for part in card_of(engine, which, ME, interest).parts
            if part.feature == "interest"
        )
        for which in (1, 2)
    )
    assert first == second


def test_two_people_who_liked_the_same_post_elsewhere_make_it_known_and_its_note_inherits() -> None:
    def liked(who: PersonId, what: str) -> Signal:
        return Signal(NOW, who, "imported_like", outside=what)

    told = [liked(who, what) for who in OTHERS[:6] for what in ("x:1", "x:2")]
    claims = [
        Signal(NOW, AUTHOR, "claimed", NoteId(which), outside=f"x:{old}")
        for which, old in ((1, 1), (5, 2), (1, 1), (9, 2), (404, 1))
    ]
    engine = engine_of([*WORLD, *told, *claims, liked(ME, "x:1")])
    assert parts_of(engine, 5)["together"] > 0
    assert about(engine, 5, "together") == ("1",)
