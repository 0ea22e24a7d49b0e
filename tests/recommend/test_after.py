"""What somebody is after just now has places of its own, as far as it is evident."""

from collections.abc import Iterable

import pytest

from serai.kernel import NoteId, PersonId
from serai.recommend import Candidate, Engine, Interest, Question, Signal, Viewer

MINUTE = 60_000_000
HOUR = 60 * MINUTE
NOW = 1_795_000_000_000_000
READER = PersonId(7)
USUAL = ("tea", "tide", "clay", "bread", "songs", "walks", "maps", "bees", "knots", "stars", "wool")
TOPICS = dict.fromkeys(USUAL, 80) | {"moss": 4}
"""How many notes each has; of all about one in two hundred is of moss."""

FIRST = {topic: 100 * (nth + 1) for nth, topic in enumerate(TOPICS)}
SOURCES = ("together", "attention", "taste", "interests", "rising", "best", "newest")


def offered(number: int, topic: str) -> Signal:
    at, author = NOW - 300 * HOUR, PersonId(1_000 + number)
    what = Candidate(NoteId(number), author, (topic,), "en", at, public=True)
    return Signal(at, author, "offered", NoteId(number), candidate=what)


def liked(*numbers: int, person: int = READER) -> list[Signal]:
    return [
        Signal(NOW - HOUR + nth * MINUTE, PersonId(person), kind, NoteId(number))
        for nth, number in enumerate(numbers)
        for kind in ("impression", "like")
    ]


def engine_of(*likes: Iterable[Signal]) -> Engine:
    """All notes, some of which were liked by others so that something is best."""
    engine = Engine()
    engine.fold(
        offered(FIRST[topic] + nth, topic)
        for nth in range(80)
        for topic in TOPICS
        if nth < TOPICS[topic]
    )
    for other in range(30):
        engine.fold(liked(*(FIRST[topic] + other % 5 for topic in TOPICS), person=500 + other))
    for some in likes:
        engine.fold(some)
    return engine


def topics(
    engine: Engine, *said: str, sources: tuple[str, ...] = SOURCES, count: int = 10
) -> list[str]:
    """The topics of the next page, place by place."""
    interests = tuple(Interest(topic, 1.0, "chosen", (), NOW) for topic in said)
    viewer = Viewer(now=NOW, seed=1, person=READER, interests=interests)
    page = engine.lay(Question(viewer=viewer, sources=sources, count=count)).notes
    names = {start // 100: topic for topic, start in FIRST.items()}
    return [names[note // 100] for note in page.tolist()]


def test_one_like_takes_half_of_the_next_page() -> None:
    before = topics(engine_of()).count("tea")
    assert before <= 3
    assert topics(engine_of(liked(FIRST["tea"] + 1))).count("tea") >= 5


@pytest.mark.parametrize("many", [2, 3, 5])
def test_more_likes_of_one_topic_keep_it_there(many: int) -> None:
    """Where other things that readers like together would crowd it out."""
    numbers = [FIRST["tea"] + nth for nth in range(many)]
    assert topics(engine_of(liked(*numbers))).count("tea") >= 5


def test_likes_of_this_and_that_keep_no_places() -> None:
    numbers = [FIRST[topic] + 3 for topic in ("tea", "tide", "clay", "bread", "songs")]
    engine = engine_of(liked(*numbers))
    assert topics(engine) == topics(engine, sources=tuple(set(SOURCES) - {"taste"}))


def test_two_of_five_show_a_rare_taste_and_no_usual_one() -> None:
    others = [FIRST["tide"] + 3, FIRST["clay"] + 3, FIRST["bread"] + 3]
    rare = engine_of(liked(*others, FIRST["moss"], FIRST["moss"] + 1))
    assert topics(rare).count("moss") == 2, "all that is left of it"
    without = tuple(set(SOURCES) - {"taste"})
    assert topics(rare, sources=without).count("moss") < 2
    usual = engine_of(liked(*others, FIRST["tea"], FIRST["tea"] + 1))
    assert topics(usual) == topics(usual, sources=without)


def test_a_feed_that_asks_for_no_tastes_keeps_no_places_for_them() -> None:
    engine = engine_of(liked(FIRST["tea"] + 1))
    without = tuple(set(SOURCES) - {"taste"})
    assert topics(engine, sources=without).count("tea") < topics(engine).count("tea")


def test_a_page_begins_with_the_best_there_is() -> None:
    """What everybody likes stands first, and what was said behind it."""
    crowd = [liked(FIRST["tide"] + 9, person=600 + nth) for nth in range(60)]
    engine = engine_of(*crowd, liked(FIRST["tea"] + 1))
    assert topics(engine)[0] == "tide"
    assert topics(engine).count("tea") >= 5


def test_a_lane_gives_what_was_not_met_as_far_as_its_lists_reach() -> None:
    """Of eighty notes of tea the newest forty were met without a like."""
    newest = range(FIRST["tea"] + 40, FIRST["tea"] + 80)
    met = [Signal(NOW - HOUR, READER, "impression", NoteId(number)) for number in newest]
    page = topics(engine_of(met), "tea", sources=("interests", "newest"), count=10)
    assert page.count("tea") >= 7
