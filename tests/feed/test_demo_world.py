"""The first page of the demo world, drawn without its pictures: the engine and the choice alone."""

from functools import cache

import pytest

from serai.demo.story import Likes, Publishes, story
from serai.demo.world import load_world
from serai.feed.for_you import FOR_YOU
from serai.feed.scroll import Scroll
from serai.kernel import NoteId, PersonId
from serai.recommend import Candidate, Engine, Interest, Question, Signal, Viewer, canonical

NOW = 1_795_000_000_000_000
LOVES = ("cooking", "plants", "travel")


@pytest.fixture(scope="module")
def planted() -> Engine:
    people: dict[str, PersonId] = {}
    notes: dict[str, NoteId] = {}
    engine = Engine()
    for deed in story(load_world(), NOW):
        act = deed.act
        if isinstance(act, Publishes):
            author = people.setdefault(act.who, PersonId(1 + len(people)))
            note = notes[act.note.key] = NoteId(1 + len(notes))
            topics = tuple(map(canonical, act.note.topics))
            offered = Candidate(note, author, topics, act.note.lang, deed.at, public=True)
            engine.fold([Signal(deed.at, author, "offered", note, candidate=offered)])
        elif isinstance(act, Likes):
            who = people.setdefault(act.who, PersonId(1 + len(people)))
            engine.fold([Signal(deed.at, who, "like", notes[act.note])])
    return engine


def first_ten(engine: Engine, seed: str, *interests: Interest) -> list[set[str]]:
    viewer = Viewer(now=NOW, seed=Scroll(seed).draw(), person=PersonId(10_000), interests=interests)
    drawn = engine.draw(Question(viewer=viewer, sources=FOR_YOU.sources, count=20))
    carried = topics_of_notes()
    return [carried[card.note] for card in drawn.cards[:10]]


@cache
def topics_of_notes() -> dict[NoteId, set[str]]:
    """As `planted` numbers the notes."""
    published = [deed.act for deed in story(load_world(), NOW) if isinstance(deed.act, Publishes)]
    return {
        NoteId(1 + nth): set(map(canonical, act.note.topics)) for nth, act in enumerate(published)
    }


def loved(cards: list[set[str]]) -> int:
    return sum(bool(card & set(LOVES)) for card in cards)


@pytest.mark.parametrize("seed", [f"seed{number}" for number in range(25)])
def test_a_blank_account_is_shown_a_little_of_everything(planted: Engine, seed: str) -> None:
    cards = first_ten(planted, seed)
    assert len(cards) == 10
    assert loved(cards) <= 3
    assert len(set().union(*cards)) >= 10


@pytest.mark.parametrize("seed", [f"seed{number}" for number in range(25)])
def test_an_archive_makes_the_first_page_about_its_loves(planted: Engine, seed: str) -> None:
    interests = [
        Interest(topic, weight, "archive", (f"search:{topic}",), NOW)
        for topic, weight in (("cooking", 1.0), ("plants", 0.6), ("travel", 0.4), ("pets", 0.1))
    ]
    cards = first_ten(planted, seed, *interests)
    assert loved(cards) >= 6
    assert all(any(love in card for card in cards) for love in LOVES)
    assert len(set().union(*cards)) >= 6
