"""Logs of our own making, drawn from a seed: all that may happen, in any order."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator

from serai.kernel import NoteId, PersonId
from serai.recommend import (
    UNDONE_BY,
    Candidate,
    Engine,
    Interest,
    Question,
    Signal,
    Viewer,
    footprint,
)
from serai.recommend._parts import pieces_of, words_of

NOW = 1_795_000_000_000_000
MINUTE = 60_000_000
TOPICS = ("plants", "travel", "pets", "art", "coffee", "chess")
LANGUAGES = ("en", "zh")
PLACES = ("", "", "CN-SH", "US-CA")
DEEDS = (*UNDONE_BY, *UNDONE_BY.values(), "open", "dwell", "watch", "complete", "skip", "share")
OFTEN = ("impression", "open", "complete", "like", "collect")
OF_PEOPLE = ("erased", "refreshed", "paused", "resumed")
ELSEWHERE = ("imported_view", "imported_like", "imported_favourite")
FIRST = ("together", "attention", "taste", "interests", "follows", "nearby")
SOURCES = (*FIRST, "rising", "trial", "best", "newest", "variety")


def made_log(seed: int, many: int, *, notes: int = 40, people: int = 12) -> list[Signal]:
    """`many` signals, half a minute apart."""
    dice = np.random.default_rng(seed)
    at = NOW - many * MINUTE // 2
    return [_signal(dice, at + nth * MINUTE // 2, notes, people) for nth in range(many)]


def _signal(dice: Generator, at: int, notes: int, people: int) -> Signal:
    note = NoteId(int(dice.integers(1, notes + 1)))
    person = PersonId(int(dice.integers(1, people + 1)))
    what = dice.random()
    if what < 0.22:
        return _of_house(dice, at, note, person)
    if what < 0.32:
        return _of_elsewhere(dice, at, note, person)
    kind = str(dice.choice(OFTEN if dice.random() < 0.7 else DEEDS))
    value = float(dice.integers(500, 20_000)) if kind in ("dwell", "watch") else None
    return Signal(at, person, kind, note, value=value)


def _of_house(dice: Generator, at: int, note: NoteId, person: PersonId) -> Signal:
    what = dice.random()
    if what < 0.65:
        return Signal(at, PersonId(1), "offered", note, candidate=_candidate(dice, note, at))
    if what < 0.9:
        vector = dice.integers(-60, 61, 64).astype(np.int8).tobytes()
        return Signal(at, PersonId(1), "described", note, vector=vector)
    if what < 0.95:
        return Signal(at, PersonId(1), "retired", note)
    return Signal(at, person, str(dice.choice(OF_PEOPLE)))


def _of_elsewhere(dice: Generator, at: int, note: NoteId, person: PersonId) -> Signal:
    post, what = f"post-{dice.integers(0, 9)}", dice.random()
    if what < 0.1:
        return Signal(at, person, "claimed", note, outside=post)
    if what < 0.3:
        return Signal(at, person, "unfollow", outside=str(dice.integers(1, 7)))
    return Signal(at, person, str(dice.choice(ELSEWHERE)), outside=post)


def _candidate(dice: Generator, note: NoteId, at: int) -> Candidate:
    topics = tuple(str(one) for one in dice.choice(TOPICS, dice.integers(0, 4), replace=False))
    return Candidate(
        note=note,
        author=PersonId(int(dice.integers(1, 6))),
        topics=topics,
        language=str(dice.choice(LANGUAGES)),
        published_at=at - int(dice.integers(0, 20_000)) * MINUTE,
        public=bool(dice.random() < 0.9),
        place=str(dice.choice(PLACES)),
        seconds=float(dice.choice([0.0, 12.0, 90.0])),
    )


def made_question(seed: int, now: int, *, notes: int = 40, people: int = 12) -> Question:
    """Somebody, or a stranger, asks for a page of some kind."""
    dice = np.random.default_rng(seed)
    person = PersonId(int(dice.integers(1, people + 1))) if dice.random() < 0.8 else None
    some = [NoteId(int(one)) for one in dice.integers(1, notes + 1, 4)]
    viewer = Viewer(
        now=now,
        seed=int(dice.integers(0, 1 << 40)),
        person=person,
        interests=tuple(_interests(dice, now)),
        followees=frozenset(PersonId(int(one)) for one in dice.integers(1, 7, 2)),
        languages=(str(dice.choice(LANGUAGES)),),
        avoids_authors=frozenset([PersonId(6)]) if dice.random() < 0.2 else frozenset(),
        avoids_topics=frozenset(["chess"]) if dice.random() < 0.2 else frozenset(),
        shown=frozenset(footprint(note) for note in some[:2]),
    )
    return Question(
        viewer=viewer,
        sources=SOURCES if dice.random() < 0.8 else ("best", "newest"),
        count=int(dice.integers(1, 11)),
        given=tuple(some[2:]) if dice.random() < 0.2 else (),
        again=bool(dice.random() < 0.3),
    )


def _interests(dice: Generator, now: int) -> Iterator[Interest]:
    for topic in dice.choice(TOPICS, dice.integers(0, 3), replace=False):
        yield Interest(str(topic), float(dice.random()), "chosen", (), now - MINUTE)


def bits_of(engine: Engine) -> dict[str, bytes]:
    """Everything that an engine remembers; ties in the order of their keys, not of their places."""
    state = engine._state
    bits = {name: values.tobytes() for name, _, values in pieces_of(state)}
    ties = np.frombuffer(bits["ties"], state.bare.ties.dtype)
    rows = ties.view(np.uint8).reshape(len(ties), ties.dtype.itemsize)
    bits["ties"] = rows[np.argsort(ties["keys"])].tobytes()
    return bits | {"words": repr(words_of(state)).encode()}
