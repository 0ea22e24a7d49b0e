"""Look up notes: by words, @somebody or #a topic, in four orders, for one viewer's eyes.

The newest that have the words are read off the index and ordered in memory, so that a word of half
the house's notes costs as little as a rare one. How many are looked at is said where they are
shown (`NoteList.capped`).
"""

from collections.abc import Awaitable, Callable, Sequence
from math import exp2, log
from typing import Final

from msgspec import Struct

from serai.boards import collects
from serai.feed._candidates import Candidates, Ids
from serai.feed._sources import Tier, read_sources
from serai.feed.read_typed import Reading
from serai.feed.wanted import Wanted
from serai.kernel import NoteId, PersonId
from serai.notes import (
    Note,
    Sifted,
    may_see,
    not_asked_for,
    not_hushed,
    notes,
)
from serai.recommend import hushes_of
from serai.search import Near, alike, fuse
from serai.store import Read

DAY: Final = 86_400_000_000
"""Microseconds."""

TIER: Final = 200
"""The newest of each tier that are ranked."""

RANKED: Final = 1_000
"""The newest that are ordered by hearts or by collecting."""

COUNTED: Final = 100
"""So many are counted; where there are more, that is said."""

STEPS: Final = 5
"""How often a page is filled up where the gate keeps some back; it is short then, and goes on."""

MEANT: Final = 100
"""The most alike in meaning that are merged with those found by words."""

HEARTS: Final = 1_000
CALM_DAYS: Final = 60


class NoteList(Struct, frozen=True):
    """A page of what was found; `next` goes into `after` to read on, None at the end.

    `many` counts what may be seen, up to `COUNTED` and one. Where `capped`, the order is that of
    the newest notes alone.
    """

    notes: tuple[Note, ...]
    next: int | None
    reading: Reading
    many: int
    capped: bool = False
    alike: frozenset[NoteId] = frozenset()
    """Those found by what they mean, and by no word."""


class _Order(Struct, frozen=True):
    """Every id in its order, and whether older notes were not looked at."""

    ids: Sequence[NoteId]
    capped: bool
    alike: frozenset[NoteId] = frozenset()


async def look_up(
    tx: Read,
    viewer: PersonId | None,
    wanted: Wanted,
    after: int | None,
    limit: int,
    near: Near | None = None,
) -> NoteList:
    """One page of the notes that are `wanted`, behind `after` of the page before.

    The best are looked for among those `near` in meaning, too.
    """
    candidates = await Candidates.of(tx, viewer, wanted)
    reading, tiers = await read_sources(tx, candidates, wanted)
    gate = await _gate(tx, viewer, reading.shown)
    if wanted.order == "newest":
        return await _newest(candidates, tiers[-1][1], gate, reading, (after, limit))
    if wanted.order == "best":
        order = await _best(tx, candidates, tiers, near if wanted.by_meaning else None)
    else:
        order = await _ORDERS[wanted.order](tx, candidates, tiers)
    start, page = min(after or 0, len(order.ids)), list[Note]()
    while len(page) < limit and start < len(order.ids):
        step = order.ids[start : start + limit - len(page)]
        page += await gate(step)
        start += len(step)
    following = start if start < len(order.ids) else None
    many = min(len(order.ids), COUNTED + 1)
    return NoteList(tuple(page), following, reading, many, order.capped, order.alike)


async def _best(
    tx: Read, candidates: Candidates, tiers: Sequence[Tier], near: Near | None
) -> _Order:
    """By `relevance` of words, and by likeness of meaning: two lists, merged by `fuse`."""
    rows: dict[NoteId, Sifted] = {}
    worth: dict[NoteId, float] = {}
    capped = False
    for value, ids in tiers:
        found = await candidates.newest(ids, TIER)
        capped = capped or found.more
        for row in found.rows:
            rows[row.id] = row
            worth.setdefault(row.id, value)
    scores = {which: relevance(worth[which], row, tx.now) for which, row in rows.items()}
    by_words = sorted(rows, key=lambda which: (-scores[which], -which))
    closest = [] if near is None else (await alike(tx, near))[: 3 * MEANT]
    by_meaning = await candidates.fitting(closest)
    meant = [row.id for row in by_meaning[:MEANT]]
    return _Order(fuse([by_words, meant]), capped, frozenset(meant) - rows.keys())


def relevance(worth: float, row: Sifted, now: int) -> float:
    """`worth` of the words, and up to 0.2 each for hearts and for being new.

    Words are worth 1 in title, topics or place, 0.6 whole anywhere, 0.4 by their beginnings and
    0.2 by their sound. Hearts: 0.2 ln(1 + hearts) / ln(1 + 1000). New: 0.2 at once, half of it
    after 60 days.
    """
    liked = min(log(1 + max(row.likes, 0)) / log(1 + HEARTS), 1.0)
    fresh = exp2(-max(now - row.published_at, 0) / DAY / CALM_DAYS)
    return worth + 0.2 * liked + 0.2 * fresh


async def _liked(_: Read, candidates: Candidates, tiers: Sequence[Tier]) -> _Order:
    found = await candidates.newest(tiers[-1][1], RANKED)
    ordered = sorted(found.rows, key=lambda row: (-row.likes, -row.id))
    return _Order([row.id for row in ordered], found.more)


async def _collected(tx: Read, candidates: Candidates, tiers: Sequence[Tier]) -> _Order:
    found = await candidates.newest(tiers[-1][1], RANKED)
    times = await collects(tx, [row.id for row in found.rows])
    ordered = sorted(times, key=lambda which: (-times[which], -which))
    return _Order(ordered, found.more)


_ORDERS: Final = {"liked": _liked, "collected": _collected}

_Gate = Callable[[Sequence[NoteId]], Awaitable[list[Note]]]


async def _gate(tx: Read, viewer: PersonId | None, typed: str) -> _Gate:
    """The last to speak: who may see it, and what was hushed unless it was typed."""
    hushed = not_asked_for(await hushes_of(tx, viewer), typed)

    async def gate(asked: Sequence[NoteId]) -> list[Note]:
        seen = await may_see(tx, viewer, await notes(tx, asked))
        return [one for one in seen if one.author == viewer or not_hushed(one, hushed)]

    return gate


async def _newest(
    candidates: Candidates, ids: Ids, gate: _Gate, reading: Reading, part: tuple[int | None, int]
) -> NoteList:
    after, limit = part
    page: list[Note] = []
    before = after
    for _ in range(STEPS):
        found = await candidates.newest(ids, limit - len(page), before=before)
        page += await gate([row.id for row in found.rows])
        before = found.last
        if len(page) >= limit or not found.more or not found.rows:
            break
    many = len((await candidates.newest(ids, COUNTED + 1)).rows)
    return NoteList(tuple(page), before if found.more else None, reading, many)
