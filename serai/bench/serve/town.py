"""A made-up town of any size: who lives there, what they posted, what they met and liked."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.random import Generator
from numpy.typing import NDArray

from serai.kernel import NoteId, PersonId
from serai.recommend import DEEDS, Candidate, Deeds, Engine, Interest, Signal, Viewer

Longs = NDArray[np.int64]

START: Final = 1_790_000_000_000_000
"""The moment at which all notes stand; deeds come behind it."""

HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR
TOPICS: Final = 2_000
NOTES_OF_AUTHOR: Final = 10
OWN_TOPICS: Final = 3
FOLLOWED: Final = 20
MEETINGS: Final = 4
"""Notes that one person met, on average."""

LASTING: Final = 2 * DAY
"""The time in which all of it happened."""

AT_ONCE: Final = 200_000
VECTOR: Final = 64
CENTRES: Final = 400
LANGUAGES: Final = ("en", "zh", "es")
PLACES: Final = ("CN-SH", "CN-BJ", "US-CA", "US-NY", "GB", "FR")


class Town(Struct, frozen=True):
    """`people` and `notes` count from 1; each note has one to three of `topics`, Zipf's way."""

    people: int
    notes: int
    topics: Longs
    """`(notes, 3)`, -1 for none."""
    of_topic: tuple[Longs, ...]
    """The notes whose first topic it is, the best known first."""
    tastes: Longs
    """`(people, OWN_TOPICS)`."""

    def viewer(self, person: int, now: int, seed: int) -> Viewer:
        """Somebody who chose a topic, follows a few and reads a language."""
        dice = np.random.default_rng(person)
        authors = dice.integers(1, max(self.notes // NOTES_OF_AUTHOR, 1) + 1, FOLLOWED)
        chosen = Interest(topic_name(int(self.tastes[person - 1, 0])), 1.0, "chosen", (), START)
        return Viewer(
            now=now,
            seed=seed,
            person=PersonId(person),
            interests=(chosen,),
            followees=frozenset(PersonId(int(author)) for author in authors),
            languages=(LANGUAGES[person % len(LANGUAGES)],),
        )


def topic_name(topic: int) -> str:
    """What a topic of the town is called."""
    return f"topic-{topic}"


def found_town(people: int, notes: int, seed: int = 1) -> Town:
    """Draw a town; the same for the same numbers."""
    dice = np.random.default_rng(seed)
    many = min(TOPICS, max(notes // 20, 8))
    topics = _zipf(dice, many, (notes, 3))
    topics[:, 1:][dice.random((notes, 2)) < 0.5] = -1  # noqa: PLR2004 - every second one is missing
    order = np.argsort(topics[:, 0], kind="stable")
    edges = np.searchsorted(topics[order, 0], np.arange(many + 1))
    of_topic = tuple(order[edges[at] : edges[at + 1]] + 1 for at in range(many))
    return Town(people, notes, topics, of_topic, _zipf(dice, many, (people, OWN_TOPICS)))


def settle(engine: Engine, town: Town, tell: Callable[[str], None], seed: int = 2) -> int:
    """Fold the town into `engine`: notes, their content, deeds; returns the last moment."""
    for first in range(0, town.notes, AT_ONCE):
        tell(f"notes {first:,} of {town.notes:,}")
        engine.fold(offers(town, first, min(first + AT_ONCE, town.notes)))
    dice = np.random.default_rng(seed)
    meetings, at = town.people * MEETINGS, START
    for first in range(0, meetings, AT_ONCE):
        tell(f"meetings {first:,} of {meetings:,}")
        deeds = draw_deeds(town, dice, min(AT_ONCE, meetings - first), at)
        engine.fold_deeds(deeds)
        at = int(deeds.at[-1])
    return at


def offers(town: Town, first: int, last: int) -> Iterator[Signal]:
    """The notes from `first` to `last` (from 0), all offered, then all described.

    They are of the last year; the newest fiftieth of them still looks for a first audience.
    """
    for row in range(first, last):
        note, author = NoteId(row + 1), PersonId(1 + row // NOTES_OF_AUTHOR)
        at = START - 365 * DAY * (town.notes - row) // town.notes
        topics = tuple(topic_name(topic) for topic in town.topics[row].tolist() if topic >= 0)
        language = LANGUAGES[row // NOTES_OF_AUTHOR % len(LANGUAGES)]
        place = PLACES[row % len(PLACES)] if row % 5 == 0 else ""
        candidate = Candidate(note, author, topics, language, at, public=True, place=place)
        yield Signal(START, author, "offered", note, candidate=candidate)
    vectors = _content(town.topics[first:last, 0], first)
    for row, vector in enumerate(vectors, first):
        author = PersonId(1 + row // NOTES_OF_AUTHOR)
        yield Signal(START, author, "described", NoteId(row + 1), vector=vector.tobytes())


def _content(topics: Longs, seed: int) -> NDArray[np.int8]:
    """Vectors around one centre a topic."""
    centres = np.random.default_rng(0).standard_normal((CENTRES, VECTOR))
    vectors = centres[topics % CENTRES]
    vectors += np.random.default_rng(seed).standard_normal(vectors.shape)
    vectors *= 127.0 / np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.int8)


def draw_deeds(town: Town, dice: Generator, meetings: int, since: int) -> Deeds:
    """People meet notes, most of them in topics of their own; and what comes of it."""
    person = dice.integers(1, town.people + 1, meetings)
    own = dice.random(meetings) < 0.7  # noqa: PLR2004 - seven in ten
    note = _draw_notes(town, dice, person, own)
    opened = dice.random(meetings) < np.where(own, 0.5, 0.2)
    long = opened & (dice.random(meetings) < 0.5)  # noqa: PLR2004
    liked = long & (dice.random(meetings) < np.where(own, 0.4, 0.1))
    collected = liked & (dice.random(meetings) < 0.2)  # noqa: PLR2004
    done = np.stack([np.ones_like(opened), opened, long, liked, collected], axis=1)
    row, kind = np.nonzero(done)
    names = ("impression", "open", "complete", "like", "collect")
    codes = np.array([DEEDS[name] for name in names], np.uint8)
    return Deeds(
        kind=codes[kind],
        person=person[row],
        note=note[row],
        at=since + LASTING // (town.people * MEETINGS) * (1 + row.astype(np.int64)),
        surface=np.zeros(len(row), np.uint8),
        value=np.zeros(len(row), np.float32),
    )


def _draw_notes(town: Town, dice: Generator, person: Longs, own: NDArray[np.bool_]) -> Longs:
    """Notes of a topic of one's own or of any; those that stand first in a topic are met most."""
    many = len(person)
    mine = town.tastes[person - 1, dice.integers(0, OWN_TOPICS, many)]
    topic = np.where(own, mine, _zipf(dice, len(town.of_topic), (many,)))
    sizes = np.array([len(notes) for notes in town.of_topic])
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    everyone = np.concatenate(town.of_topic)
    place = (sizes[topic] * dice.random(many) ** 2).astype(np.int64)
    found = everyone[np.minimum(firsts[topic] + place, len(everyone) - 1)]
    return np.where(sizes[topic] > 0, found, dice.integers(1, town.notes + 1, many))


def _zipf(dice: Generator, many: int, size: tuple[int, ...]) -> Longs:
    """Numbers below `many`, the n-th as often as 1 / n."""
    weight = 1.0 / np.arange(1, many + 1)
    edges = np.cumsum(weight / weight.sum())
    return np.minimum(np.searchsorted(edges, dice.random(size)), many - 1).astype(np.int64)
