"""`bench search`: whether every word is found, how fast, and what indexing costs."""

import asyncio
import gc
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from serai.bench.across import EMBEDDED, measure_across
from serai.bench.machine import machine
from serai.bench.posts import LANGUAGES, Post, Sentences, Writer
from serai.bench.web import Report
from serai.feed import Wanted, look_up
from serai.kernel import NoteId, SystemClock
from serai.notes import cut_anew
from serai.search import find_notes, index_note, warm
from serai.store import Database, change, metadata, migrate, open_database

RECALLED: Final = 20_000
"""Posts in which recall is measured."""

QUERIES: Final = 60
"""Of each language and length."""

LENGTHS: Final = (1, 2, 3, 4)
ASKED: Final = 400
"""Searches that are timed in a run."""

RUNS: Final = 3
SINGLE: Final = 200
"""Notes whose own indexing is timed."""

AT_ONCE: Final = 500
WRITTEN: Final = 20_000
PAGE: Final = 20
MILLI: Final = 1_000
MILLION: Final = 1_000_000

_RUNS_OF: Final = {
    "zh": re.compile(r"[\u4e00-\u9fff]+"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff々]+"),
    "ko": re.compile(r"[\uac00-\ud7a3]+"),
    "en": re.compile(r"[a-z]+"),
}
_WORD: Final = re.compile(r"\w+")
_NOTE = change(metadata.tables["note"].insert())

Tell = Callable[[str], None]


class Asked(Struct, frozen=True):
    """A query and the language of the post that it is drawn from."""

    language: str
    typed: str


def bench_search(notes: int, said: Sentences, tell: Tell) -> Report:
    """Measure everything, with posts of sentences that are `said`; `tell` hears what is done."""
    warm()
    measures = asyncio.run(_measure(notes, said, tell))
    rounded = {name: round(value, 3) for name, value in measures.items()}
    return Report(bench="search", machine=machine(), runs=RUNS, measures=rounded)


async def _measure(notes: int, said: Sentences, tell: Tell) -> dict[str, float]:
    tell(f"recall in {min(RECALLED, notes):,} posts")
    with TemporaryDirectory(prefix="serai-search-") as folder:
        posts = list(Writer(1, said).posts(min(RECALLED, notes)))
        database = await _open(folder)
        await _index(database, posts)
        measures = await _recall(database, posts)
        await database.close()
    with TemporaryDirectory(prefix="serai-search-") as folder:
        database = await _open(folder)
        sample, ids = await _fill(database, notes, said, tell)
        tell("cutting the words of all of them")
        begin = time.perf_counter()
        await _cut_all(database, notes, tell)
        measures["index_million_s"] = (time.perf_counter() - begin) * MILLION / notes
        measures["index_ms"] = await _one_by_one(database, notes, said)
        tell(f"{ASKED} searches, {RUNS} times")
        measures |= await _speed(database, sample)
        measures |= await measure_across(database, ids, sample, RUNS, tell)
        await database.close()
        measures["store_mb"] = _size(Path(folder))
    return measures


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.iterdir()) / 2**20


async def _open(folder: str) -> Database:
    url = f"sqlite:///{Path(folder, 'serai.db')}"
    await migrate(url)
    return await open_database(url, SystemClock())


async def _index(database: Database, posts: Sequence[Post]) -> None:
    for first in range(0, len(posts), AT_ONCE):
        async with database.write() as tx:
            for at, post in enumerate(posts[first : first + AT_ONCE], first + 1):
                await index_note(tx, NoteId(at), post.title, post.text, [])


async def _recall(database: Database, posts: Sequence[Post]) -> dict[str, float]:
    """Of the posts that a plain scan finds, how many the index finds."""
    dice = random.Random(2)  # noqa: S311 - draws queries
    said = [f"{post.title}\n{post.text}".lower() for post in posts]
    words = [frozenset(_WORD.findall(one)) for one in said]
    measures: dict[str, float] = {}
    for language in LANGUAGES:
        of = [text for text, post in zip(said, posts, strict=True) if post.language == language]
        shares: list[float] = []
        for long in LENGTHS:
            for typed in _draw(dice, of, language, long):
                if language == "en":
                    truth = {NoteId(at) for at, held in enumerate(words, 1) if typed in held}
                else:
                    truth = {NoteId(at) for at, text in enumerate(said, 1) if typed in text}
                async with database.read() as tx:
                    found = set(await find_notes(tx, typed, None, len(posts)))
                shares.append(len(truth & found) / len(truth))
        measures[f"recall_{language}"] = sum(shares) / len(shares)
    return measures


def _draw(dice: random.Random, said: Sequence[str], language: str, long: int) -> list[str]:
    """Queries of `long` characters out of posts: parts of runs, in English whole words."""
    drawn: list[str] = []
    while len(drawn) < QUERIES:
        one = dice.choice(said)
        runs = [run for run in _RUNS_OF[language].findall(one) if len(run) >= long]
        if language == "en":
            runs = [word for word in _WORD.findall(one) if len(word) == long and word.isascii()]
        if runs:
            run = dice.choice(runs)
            at = dice.randrange(len(run) - long + 1)
            drawn.append(run[at : at + long])
    return drawn


async def _fill(
    database: Database, notes: int, said: Sentences, tell: Tell
) -> tuple[list[Post], list[NoteId]]:
    """Rows of notes, a year of them, whose words are still to be cut; some posts, and every id."""
    now = database.clock.now()
    sample: list[Post] = []
    ids: list[NoteId] = []
    rows: list[dict[str, object]] = []
    dice = random.Random(3)  # noqa: S311 - draws hearts
    for at, post in enumerate(Writer(4, said).posts(notes)):
        published = now - (notes - at) * 31_536_000_000_000 // notes
        ids.append(database.mint(NoteId, published))
        rows.append(_row(ids[-1], post, published, dice))
        if at % max(notes // EMBEDDED, 1) == 0:
            sample.append(post)
        if len(rows) == WRITTEN or at == notes - 1:
            async with database.write() as tx:
                await tx.many(_NOTE, rows)
            rows = []
            tell(f"posts: {at + 1:,} of {notes:,}")
    return sample, ids


def _row(which: NoteId, post: Post, published: int, dice: random.Random) -> dict[str, object]:
    held = dict.fromkeys(column.name for column in metadata.tables["note"].columns)
    return {
        **held,
        "id": which,
        "author": dice.randrange(1, 50_000),
        "kind": "photo",
        "title": post.title,
        "text": post.text,
        "language": post.language,
        "audience": "everyone",
        "likes": int(dice.paretovariate(0.8)) - 1,
        "published_at": published,
    }


async def _cut_all(database: Database, notes: int, tell: Tell) -> None:
    below: int | None = 2**63 - 1
    done = 0
    while below is not None:
        async with database.write() as tx:
            below = await cut_anew(tx, below, AT_ONCE)
        done += AT_ONCE
        if done % 50_000 == 0:
            tell(f"cut: {min(done, notes):,} of {notes:,}")


async def _one_by_one(database: Database, notes: int, said: Sentences) -> float:
    """Milliseconds to index one new note in a transaction of its own, the median."""
    took: list[float] = []
    for post in Writer(5, said).posts(min(SINGLE, notes)):
        begin = time.perf_counter()
        async with database.write() as tx:
            await index_note(tx, tx.mint(NoteId), post.title, post.text, [])
        took.append((time.perf_counter() - begin) * MILLI)
    return median(took)


async def _speed(database: Database, sample: Sequence[Post]) -> dict[str, float]:
    """Milliseconds of the best page of a search, by a stranger."""
    asked = _searches(sample)
    gc.collect()
    gc.freeze()  # as the server does: what stands now is not walked again for every few pages
    p50: list[float] = []
    p99: list[float] = []
    for _ in range(RUNS):
        took: list[float] = []
        for typed in asked:
            begin = time.perf_counter()
            async with database.read() as tx:
                await look_up(tx, None, Wanted(typed), None, PAGE)
            took.append((time.perf_counter() - begin) * MILLI)
        ranked = sorted(took)
        p50.append(median(ranked))
        p99.append(ranked[int(len(ranked) * 0.99)])
    return {"words_ms_p50": median(p50), "words_ms_p99": median(p99)}


def _searches(sample: Sequence[Post]) -> list[str]:
    """What is searched: of 1 to 4 characters and words of any length, one in five two at once."""
    dice = random.Random(6)  # noqa: S311 - draws queries
    asked: list[str] = []
    while len(asked) < ASKED:
        parts: list[str] = []
        post = dice.choice(sample)
        for _ in range(2 if dice.random() < 0.2 else 1):  # noqa: PLR2004 - one in five
            runs = _RUNS_OF[post.language].findall(f"{post.title}\n{post.text}".lower())
            run = dice.choice(runs) if runs else ""
            long = dice.choice(LENGTHS)
            at = dice.randrange(max(len(run) - long, 0) + 1)
            parts.append(run if post.language == "en" else run[at : at + long])
        if all(parts):
            asked.append(" ".join(parts))
    return asked
