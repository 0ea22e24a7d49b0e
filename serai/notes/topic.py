"""One topic read from rows: its notes in two orders, how many there are, and what stands beside."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from sqlalchemy import Column, bindparam, func, select, tuple_

from serai.kernel import NoteId, PersonId
from serai.notes._tables import note, note_topic
from serai.notes.visibility import visible
from serai.store import IdColumn, Read, Statement, statement

TOPIC_MOST: Final = 1_000
"""Notes of a topic that are counted; where there are more, as many and more are said."""

BESIDE: Final = 300
"""The newest notes of a topic that are looked at for the topics beside it."""

TWICE: Final = 2
"""In how many of them another topic must stand: one note alone says little."""

Order = Literal["newest", "liked"]
Placed = tuple[int, NoteId]
"""A note behind its place in an order: when it was published (epoch microseconds), or its likes."""

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_CARRYING = (note_topic.c.topic == bindparam("topic"), visible(_VIEWER))
_ROWS = select(note.c.id).join_from(note_topic, note, note.c.id == note_topic.c.note)
_COUNT = statement(
    select(func.count()).select_from(_ROWS.where(*_CARRYING).limit(TOPIC_MOST + 1).subquery()), int
)


def _ordered(by: Column[Any]) -> Statement[Placed]:
    start = tuple_(bindparam("place"), bindparam("before", type_=IdColumn(NoteId)))
    return statement(
        select(by, note.c.id)
        .join_from(note_topic, note, note.c.id == note_topic.c.note)
        .where(*_CARRYING, tuple_(by, note.c.id) < start)
        .order_by(by.desc(), note.c.id.desc())
        .limit(bindparam("limit")),
        lambda place, which: (int(place), which),
    )


_ORDERS: Final = {"newest": _ordered(note.c.published_at), "liked": _ordered(note.c.likes)}
_latest = (
    _ROWS.where(
        note_topic.c.topic == bindparam("topic"),
        note.c.audience == "everyone",
        note.c.withdrawn_at.is_(None),
    )
    .order_by(note.c.id.desc())
    .limit(BESIDE)
    .subquery()
)
_BESIDE = statement(
    select(note_topic.c.topic)
    .where(note_topic.c.note.in_(select(_latest.c.id)), note_topic.c.topic != bindparam("topic"))
    .group_by(note_topic.c.topic)
    .having(func.count() >= TWICE)
    .order_by(func.count().desc(), note_topic.c.topic)
    .limit(bindparam("limit")),
    str,
)


async def in_topic(
    tx: Read, viewer: PersonId | None, topic: str, order: Order, before: Placed, limit: int
) -> list[Placed]:
    """Notes with the topic of this key that `viewer` may see, in `order`, behind `before`."""
    if not topic.isprintable():  # no topic is written so, and PostgreSQL bears no NUL
        return []
    place, which = before
    where = {"place": place, "before": which, "limit": limit}
    return await tx.all(_ORDERS[order], viewer=viewer, topic=topic, **where)


async def notes_of_topic(tx: Read, viewer: PersonId | None, topic: str) -> int:
    """How many notes of the topic `viewer` may see, up to `TOPIC_MOST` and one."""
    return await tx.one(_COUNT, topic=topic, viewer=viewer) or 0


async def topics_beside(tx: Read, topic: str, limit: int) -> Sequence[str]:
    """Keys of topics that stand on public notes together with this one, the most often first."""
    return await tx.all(_BESIDE, topic=topic, limit=limit)
