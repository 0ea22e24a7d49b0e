"""What counts as a long view: a rule, and what the engine makes of looks and skips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel import NoteId, PersonId
from serai.recommend import (
    Candidate,
    Engine,
    Question,
    Signal,
    Viewer,
    is_long,
    is_skip,
    is_whole,
    watched,
)
from tests.recommend.made_logs import MINUTE, NOW

seconds = st.floats(0.1, 7_200.0)
milliseconds = st.floats(0.0, 1e8)

READER, AUTHOR = PersonId(7), PersonId(90)
TOPICS = ("tea", "tide", "clay", "bread")


def test_a_short_clip_watched_whole_counts_and_as_much_of_a_long_one_does_not() -> None:
    assert is_long(5_000, 5)
    assert not is_long(5_000, 600)
    assert not is_long(3_000, 5)
    assert is_long(18_000, 600)
    assert (is_long(9_000, 0), is_long(10_000, 0)) == (False, True)


@given(milliseconds, milliseconds, seconds)
def test_more_watching_never_counts_less_and_a_longer_clip_never_asks_for_less(
    one: float, more: float, length: float
) -> None:
    assert is_long(one + more, length) >= is_long(one, length)
    assert is_long(one, length) >= is_long(one, length + more)
    assert is_whole(one, length) <= is_long(one, length)
    assert not (is_skip(one, length) and is_long(one, length))


@given(milliseconds, seconds)
def test_rounds_add_up_but_not_without_end(told: float, length: float) -> None:
    believed = watched(told, length)
    assert 0.0 <= believed <= told
    assert believed <= 5_000.0 * length
    assert watched(-told, length) == 0.0
    assert watched(told * 2, length) >= believed


def test_a_clip_that_is_over_at_once_counts_when_it_came_round_again() -> None:
    assert not is_long(1_000, 1)
    assert is_long(watched(2_000, 1), 1)
    assert not is_skip(960, 1)


def offered(number: int, topic: str, length: float) -> Signal:
    at = NOW - 600 * MINUTE
    what = Candidate(
        NoteId(number), PersonId(100 + number), (topic,), "en", at, public=True, seconds=length
    )
    return Signal(at, AUTHOR, "offered", NoteId(number), candidate=what)


def did(kind: str, number: int, value: float | None = None) -> Signal:
    return Signal(NOW - MINUTE, READER, kind, NoteId(number), value=value)


def engine_of(*signals: Signal, length: float = 12.0) -> Engine:
    engine = Engine()
    engine.fold(
        offered(20 * place + nth + 1, topic, length)
        for place, topic in enumerate(TOPICS)
        for nth in range(20)
    )
    engine.fold(signals)
    return engine


def topics_of(engine: Engine, count: int = 12) -> list[str]:
    viewer = Viewer(now=NOW, seed=3, person=READER)
    question = Question(
        viewer=viewer,
        sources=("taste", "together", "best", "newest"),
        count=count,
        given=tuple(engine.videos(300)),
        videos=True,
    )
    return [TOPICS[(int(card.note) - 1) // 20] for card in engine.draw(question).cards]


def taste_of(engine: Engine, note: int) -> float:
    """What the reader's taste adds to a note."""
    viewer = Viewer(now=NOW, seed=3, person=READER)
    given = tuple(engine.videos(300))
    asked = Question(viewer=viewer, sources=(), count=80, given=given, videos=True)
    [card] = [one for one in engine.draw(asked).cards if one.note == note]
    return sum(part.amount for part in card.parts if part.feature == "taste")


def test_a_full_watch_lifts_its_topic_and_a_glimpse_or_a_part_of_a_long_one_does_not() -> None:
    plain = topics_of(engine_of(did("impression", 1)))
    assert topics_of(engine_of(did("watch", 1, 11_500))).count("tea") > plain.count("tea")
    glimpse = engine_of(did("impression", 1), did("watch", 1, 700))
    assert topics_of(glimpse) == plain
    part = engine_of(did("watch", 1, 11_500), length=600)
    assert topics_of(part).count("tea") <= plain.count("tea")


def test_a_skip_lowers_its_topic_a_little_and_a_note_that_was_skipped_is_not_hidden() -> None:
    met = [did("impression", number) for number in (1, 2)]
    plain, skipped = engine_of(*met), engine_of(*met, did("skip", 1, 400), did("skip", 2, 500))
    assert taste_of(skipped, 5) < taste_of(plain, 5)
    assert taste_of(skipped, 45) == pytest.approx(taste_of(plain, 45), abs=1e-3)
    told_twice = engine_of(*met, did("skip", 1, 400), did("skip", 2, 500), did("skip", 1, 300))
    assert taste_of(told_twice, 5) == taste_of(skipped, 5)
    assert skipped.hidden(READER, [NoteId(1)]) == set()


def test_only_videos_stand_where_videos_are_asked_for() -> None:
    engine = engine_of()
    engine.fold(offered(number, "tea", 0.0) for number in range(200, 240))
    viewer = Viewer(now=NOW, seed=3, person=READER)
    asked = Question(viewer=viewer, sources=("best", "newest", "trial"), count=60, videos=True)
    page = engine.draw(asked)
    assert page.cards
    assert all(card.note < 200 for card in page.cards)
    assert set(engine.videos(1_000)) == {NoteId(number) for number in range(1, 81)}


def test_a_note_that_gets_a_length_is_a_video_from_then_on() -> None:
    engine = engine_of()
    engine.fold([offered(300, "tea", 0.0)])
    assert 300 not in engine.videos(1_000)
    engine.fold([offered(300, "tea", 9.0)])
    assert engine.videos(1_000)[0] == 300
    engine.fold([Signal(NOW, AUTHOR, "retired", NoteId(300))])
    assert 300 not in engine.videos(1_000)


def test_of_many_videos_the_newest_come_first_and_then_the_most_liked_before_them() -> None:
    liked = [Signal(NOW, PersonId(500 + nth), "like", NoteId(3)) for nth in range(3)]
    engine = engine_of(*liked)
    assert engine.videos(4) == [80, 79, 78, 77]
    assert 3 in engine.videos(20)
