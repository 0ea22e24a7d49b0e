"""The part of `bench search` across languages: a page found by meaning, among many notes."""

import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Final

import numpy as np
from sqlalchemy import bindparam

from serai.bench.posts import Post
from serai.feed import Wanted, look_up
from serai.kernel import NoteId
from serai.models import SentenceEncoder, Vectors
from serai.search import Meanings, meaning_of, simplified
from serai.store import Database, change, metadata

EMBEDDED: Final = 20_000
"""Texts that are really read by the encoder; the rows of all others are theirs, varied."""

VARIED: Final = 0.5
"""Length of what is added to a unit row to vary it."""

AT_ONCE: Final = 20_000
APART: Final = 1_000_000
"""Microseconds between two notes; those of the last minute are read again at each search."""

ASKED: Final = 200
PAGE: Final = 20
PATIENCE: Final = 900
MILLI: Final = 1_000

_TABLE: Final = metadata.tables["note_meaning"]
_KEEP = change(
    _TABLE.insert().values(
        note=bindparam("note"), at=bindparam("at"), code=bindparam("code"), row=bindparam("row")
    )
)

Tell = Callable[[str], None]


async def measure_across(
    database: Database, ids: Sequence[NoteId], sample: Sequence[Post], runs: int, tell: Tell
) -> dict[str, float]:
    """Milliseconds of the best page, the encoder's reading of the query included."""
    encoder = SentenceEncoder(patience=PATIENCE)
    encoder.start()
    try:
        texts = [f"{post.title}\n{post.text}" for post in sample[:EMBEDDED]]
        tell(f"reading {len(texts):,} posts for their meaning")
        rows = await encoder.encode([simplified(text) for text in texts])
        if rows is None:
            tell(f"nothing across languages: {encoder.presence.reason or 'not in time'}")
            return {}
        await _fill(database, ids, rows, tell)
        meanings = Meanings()
        begin = time.perf_counter()
        await meanings.warm(database)
        loaded = time.perf_counter() - begin
        asked = [post.title for post in sample[:: max(len(sample) // ASKED, 1)]][:ASKED]
        tell(f"{len(asked)} searches by meaning, {runs} times")
        took = [await _time(database, meanings, encoder, asked) for _ in range(runs)]
    finally:
        await encoder.close()
    return {
        "across_ms_p50": median(median(one) for one in took),
        "across_ms_p99": median(sorted(one)[int(len(one) * 0.99)] for one in took),
        "meanings_load_s": loaded,
    }


async def _fill(database: Database, ids: Sequence[NoteId], rows: Vectors, tell: Tell) -> None:
    kept: list[dict[str, object]] = []
    for at, (which, row) in enumerate(zip(ids, _varied(rows), strict=False), 1):
        meaning = meaning_of(row)
        kept.append({"note": which, "at": at * APART, "code": meaning.code, "row": meaning.row})
        if len(kept) == AT_ONCE or at == len(ids):
            async with database.write() as tx:
                await tx.many(_KEEP, kept)
            kept = []
            tell(f"meanings: {at:,} of {len(ids):,}")


def _varied(rows: Vectors) -> Iterator[Vectors]:
    """Each row as it is, then again and again with something added, without end."""
    yield from rows
    dice = np.random.default_rng(8)
    while True:
        for row in rows:
            drawn = row + VARIED / np.sqrt(len(row)) * dice.standard_normal(len(row))
            unit: Vectors = (drawn / np.linalg.norm(drawn)).astype(np.float32)
            yield unit


async def _time(
    database: Database, meanings: Meanings, encoder: SentenceEncoder, asked: Sequence[str]
) -> list[float]:
    took: list[float] = []
    for typed in asked:
        begin = time.perf_counter()
        near = await meanings.ask(database, encoder, typed)
        async with database.read() as tx:
            await look_up(tx, None, Wanted(typed), None, PAGE, near)
        took.append((time.perf_counter() - begin) * MILLI)
    return took
