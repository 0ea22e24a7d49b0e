"""A made-up crowd in a database of its own: who lives there, what they wrote, what they liked."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.random import Generator

from serai.kernel import HandClock, Mint, NoteId, SystemClock
from serai.store import migrate

DAY: Final = 86_400_000_000
TOPICS: Final = 2_000
NOTES_OF_AUTHOR: Final = 5
LOVED: Final = 1.6
"""How much more the first notes are liked than the last: the exponent of a power law."""


class Crowd(Struct, frozen=True):
    """How many write how many notes, and the hearts given to them within the last `days`."""

    notes: int
    hearts: int
    days: int = 8

    @property
    def people(self) -> int:
        """Enough for every heart of a note to come from somebody else."""
        return max(self.notes // NOTES_OF_AUTHOR, 100)


async def gather(file: Path, crowd: Crowd, tell: Callable[[str], None]) -> int:
    """Write the crowd into a new database; returns how many hearts are in it.

    A heart drawn twice is one, so they are a little fewer than asked for.
    """
    await migrate(f"sqlite:///{file}")
    now, dice = SystemClock().now(), np.random.default_rng(1)
    notes = _ids_of(crowd, now)
    with sqlite3.connect(file) as base:
        tell(f"{crowd.people:,} people and {crowd.notes:,} notes")
        _write(
            base,
            "person",
            ("id", "handle", "name", "bio", "languages", "joined_at"),
            (
                (who, f"somebody{who}", "Somebody", "", '["en"]', now)
                for who in range(1, crowd.people + 1)
            ),
        )
        _write(base, "note", _NOTE, _notes(crowd, notes, now))
        _write(base, "note_topic", ("note", "topic", "place", "shown"), _topics(notes, dice))
        tell(f"{crowd.hearts:,} hearts")
        _write(base, "note_like", ("note", "person", "at"), _hearts(crowd, notes, dice, now))
        base.execute("ANALYZE")
        many: int = base.execute("SELECT count(*) FROM note_like").fetchone()[0]
    base.close()
    return many


_NOTE: Final = (
    "id",
    "author",
    "kind",
    "title",
    "text",
    "language",
    "audience",
    "likes",
    "published_at",
    "described_at",
)


def _ids_of(crowd: Crowd, now: int) -> dict[int, int]:
    """The moment of each note by its id: the last month long, the newest last."""
    mint = Mint(HandClock(now))
    moments = (now - 30 * DAY * left // crowd.notes for left in range(crowd.notes, 0, -1))
    return {int(mint(NoteId, at)): at for at in moments}


def _notes(crowd: Crowd, notes: Mapping[int, int], now: int) -> Iterator[tuple[object, ...]]:
    for nth, (which, at) in enumerate(notes.items()):
        author = 1 + nth % crowd.people
        yield (which, author, "photo", f"Note {nth}", "", "en", "everyone", 0, at, now)


def _topics(notes: Mapping[int, int], dice: Generator) -> Iterator[tuple[object, ...]]:
    """Three of a topic's popularity each; the n-th topic is chosen as often as 1 / n."""
    weight = 1.0 / np.arange(1, TOPICS + 1)
    drawn = dice.choice(TOPICS, (len(notes), 3), p=weight / weight.sum())
    for which, topics in zip(notes, drawn.tolist(), strict=True):
        for place, topic in enumerate(dict.fromkeys(topics)):
            yield (which, f"topic-{topic}", place, f"topic-{topic}")


def _hearts(
    crowd: Crowd, notes: Mapping[int, int], dice: Generator, now: int
) -> Iterator[tuple[object, ...]]:
    """In the order in which they were given."""
    ids = np.fromiter(notes, np.int64, len(notes))
    which = ids[(len(ids) * dice.random(crowd.hearts) ** LOVED).astype(np.int64)]
    who = dice.integers(1, crowd.people + 1, crowd.hearts)
    at = np.sort(now - (crowd.days * DAY * dice.random(crowd.hearts)).astype(np.int64))
    return zip(which.tolist(), who.tolist(), at.tolist(), strict=True)


def _write(
    base: sqlite3.Connection, table: str, names: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    gaps = ", ".join("?" * len(names))
    said = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({gaps})"
    base.executemany(said, rows)
