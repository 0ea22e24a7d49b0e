"""Sift ids by the thousand: which of them somebody may see, and what lists order and filter by."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import NoteId, PersonId
from serai.notes._tables import note, note_topic
from serai.notes.note import Kind
from serai.notes.visibility import visible
from serai.store import IdColumn, Read, among, statement

_VIEWER: Final = bindparam("viewer", type_=IdColumn(PersonId))


class Sifted(Struct, frozen=True):
    """A note in a few words; times in epoch microseconds."""

    id: NoteId
    author: PersonId
    kind: Kind
    likes: int
    published_at: int
    place: str | None
    place_key: str | None


_SIFT = statement(
    select(*(note.c[name] for name in Sifted.__struct_fields__)).where(
        among(note.c.id, "ids"), visible(_VIEWER)
    ),
    Sifted,
)
_OF_AUTHOR = statement(
    select(note.c.id)
    .where(
        note.c.author == bindparam("whose"),
        note.c.id < bindparam("before"),
        note.c.id > bindparam("after"),
    )
    .order_by(note.c.id.desc())
    .limit(bindparam("limit")),
    NoteId,
)
_OF_TOPIC = statement(
    select(note_topic.c.note)
    .where(
        note_topic.c.topic == bindparam("topic"),
        note_topic.c.note < bindparam("before"),
        note_topic.c.note > bindparam("after"),
    )
    .order_by(note_topic.c.note.desc())
    .limit(bindparam("limit")),
    NoteId,
)


async def sift(tx: Read, viewer: PersonId | None, ids: Sequence[NoteId]) -> list[Sifted]:
    """Those of `ids` that `viewer` may see, in their order.

    By the rule of the gate; whoever shows them asks the gate itself once more.
    """
    if not ids:
        return []
    found = {one.id: one for one in await tx.all(_SIFT, viewer=viewer, ids=list(ids))}
    return [found[which] for which in ids if which in found]


async def ids_by_author(
    tx: Read, author: PersonId, before: int, limit: int, after: int
) -> list[NoteId]:
    """What `author` published, withdrawn or not, newest first, between `after` and `before`."""
    return await tx.all(_OF_AUTHOR, whose=author, before=before, limit=limit, after=after)


async def ids_by_topic(tx: Read, topic: str, before: int, limit: int, after: int) -> list[NoteId]:
    """Notes with the topic of this key, newest first, between `after` and `before`."""
    return await tx.all(_OF_TOPIC, topic=topic, before=before, limit=limit, after=after)
