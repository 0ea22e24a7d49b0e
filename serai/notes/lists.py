"""Lists of notes by author and topic, and of people by words; each for one viewer's eyes."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from sqlalchemy import bindparam, exists, func, select

from serai.accounts import bare_handle, people
from serai.graph import muted_among, ties_among
from serai.kernel import Id, NoteId, PersonId
from serai.notes._tables import note, note_picture, note_topic
from serai.notes.note import Note
from serai.notes.read import notes
from serai.notes.visibility import may_see, visible
from serai.search import find_people
from serai.store import IdColumn, Read, statement

NEWEST: Final = NoteId(2**63 - 1)
WIDEST: Final = 320
"""Ids asked for at once where many had to be left out."""

IdT = TypeVar("IdT", bound=Id)
T = TypeVar("T")
Ids = Callable[[IdT | None, int], Awaitable[list[IdT]]]
"""Ids older than one, newest first, at most so many."""

Gate = Callable[[list[IdT]], Awaitable[list[T]]]
"""What is behind the ids, as far as it may be seen."""

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_BY_AUTHOR = statement(
    select(note.c.id)
    .where(note.c.author == bindparam("author"), note.c.id < bindparam("before"), visible(_VIEWER))
    .order_by(note.c.id.desc())
    .limit(bindparam("limit")),
    NoteId,
)
_COUNT_BY_AUTHOR = statement(
    select(func.count())
    .select_from(note)
    .where(note.c.author == bindparam("author"), visible(_VIEWER)),
    int,
)
_WITHDRAWN = statement(
    select(note.c.id)
    .where(
        note.c.author == bindparam("author"),
        note.c.id < bindparam("before"),
        note.c.withdrawn_at.is_not(None),
        exists().where(note_picture.c.note == note.c.id),
    )
    .order_by(note.c.id.desc())
    .limit(bindparam("limit")),
    NoteId,
)
# The newest first and filtered then, so that it never reads further back than asked for.
_newest = select(note).order_by(note.c.id.desc()).limit(bindparam("most")).subquery()
_YOUNG = statement(
    select(_newest.c.id)
    .where(
        _newest.c.published_at > bindparam("since"),
        _newest.c.audience == "everyone",
        _newest.c.withdrawn_at.is_(None),
    )
    .order_by(_newest.c.id.desc()),
    NoteId,
)
_BY_TOPIC = statement(
    select(note_topic.c.note)
    .join_from(note_topic, note, note.c.id == note_topic.c.note)
    .where(
        note_topic.c.topic == bindparam("topic"),
        note_topic.c.note < bindparam("before"),
        visible(_VIEWER),
    )
    .order_by(note_topic.c.note.desc())
    .limit(bindparam("limit")),
    NoteId,
)


async def by_author(
    tx: Read, viewer: PersonId | None, author: PersonId, before: NoteId | None, limit: int
) -> list[Note]:
    """What `author` published, as far as `viewer` may see it, older than `before`."""

    async def ids(start: NoteId | None, most: int) -> list[NoteId]:
        return await tx.all(
            _BY_AUTHOR, author=author, viewer=viewer, before=start or NEWEST, limit=most
        )

    return await _page(tx, viewer, ids, before, limit)


async def count_by_author(tx: Read, viewer: PersonId | None, author: PersonId) -> int:
    """How many notes of `author`'s `viewer` may see."""
    return await tx.one(_COUNT_BY_AUTHOR, author=author, viewer=viewer) or 0


async def withdrawn_by(tx: Read, author: PersonId, before: NoteId | None, limit: int) -> list[Note]:
    """What `author` withdrew and may restore, for their eyes alone, older than `before`."""
    ids = await tx.all(_WITHDRAWN, author=author, before=before or NEWEST, limit=limit)
    return await notes(tx, ids)


async def by_topic(
    tx: Read, viewer: PersonId | None, topic: str, before: NoteId | None, limit: int
) -> list[Note]:
    """Notes with the topic of this key, as far as `viewer` may see them, older than `before`."""
    if not topic.isprintable():  # no topic is written so, and PostgreSQL bears no NUL
        return []

    async def ids(start: NoteId | None, most: int) -> list[NoteId]:
        return await tx.all(
            _BY_TOPIC, topic=topic, viewer=viewer, before=start or NEWEST, limit=most
        )

    return await _page(tx, viewer, ids, before, limit)


async def young(tx: Read, since: int, most: int) -> list[Note]:
    """Those of the `most` newest notes that are for everyone and of after `since`, newest first.

    `since` in epoch microseconds.
    """
    return await notes(tx, await tx.all(_YOUNG, since=since, most=most))


async def people_found(
    tx: Read, viewer: PersonId | None, typed: str, before: PersonId | None, limit: int
) -> list[PersonId]:
    """People with every word of `typed` in handle or name, without those blocked either way.

    Whom `viewer` muted is found by exactly their handle alone.
    """
    exact = bare_handle(typed)

    async def ids(start: PersonId | None, most: int) -> list[PersonId]:
        return await find_people(tx, typed, start, most)

    async def unblocked(asked: list[PersonId]) -> list[PersonId]:
        standing = {} if viewer is None else await ties_among(tx, viewer, asked)
        muted = await muted_among(tx, viewer, asked)
        named = await people(tx, muted) if muted else {}
        quiet = {one for one in muted if one not in named or named[one].handle != exact}
        return [
            one
            for one in asked
            if one not in quiet and not (one in standing and standing[one].severed)
        ]

    return await _filled(ids, unblocked, before, limit)


async def _page(
    tx: Read, viewer: PersonId | None, ids: Ids[NoteId], before: NoteId | None, limit: int
) -> list[Note]:
    async def gate(asked: list[NoteId]) -> list[Note]:
        return await may_see(tx, viewer, await notes(tx, asked))

    return await _filled(ids, gate, before, limit)


async def _filled(ids: Ids[IdT], gate: Gate[IdT, T], before: IdT | None, limit: int) -> list[T]:
    """The gate is the last to speak; a page it left short is filled up from further down."""
    page: list[T] = []
    ask = limit
    while True:
        asked = await ids(before, ask)
        page += await gate(asked)
        if len(page) >= limit or len(asked) < ask:
            return page[:limit]
        before, ask = asked[-1], min(2 * ask, WIDEST)
