"""How many people cared about each topic within a while: by notes and hearts, public ones alone."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Select,
    Text,
    bindparam,
    func,
    select,
    type_coerce,
    union_all,
)

from serai.accounts import has_left, is_private
from serai.kernel import NoteId, least
from serai.notes._tables import note, note_like, note_topic
from serai.store import Database, IdColumn, Read, Time, among, statement

HOUR: Final = 3_600_000_000
"""Microseconds."""

SLICE: Final = HOUR // 6
"""What is read at once: some thousand deeds of a large house, in milliseconds."""

SLACK: Final = HOUR
"""How far a note's id may be from the moment at which it was published."""

_APART: Final = "\n"
"""Stands in no topic."""


def _number(column: Column[Any]) -> ColumnElement[int]:
    """The bare number of an id: a million typed ids are made for nothing here."""
    return type_coerce(column, BigInteger)


_SINCE, _UNTIL = bindparam("since", type_=Time), bindparam("until", type_=Time)
_DEEDS = statement(
    union_all(
        select(_number(note_like.c.note), _number(note_like.c.person)).where(
            note_like.c.at > _SINCE, note_like.c.at <= _UNTIL
        ),
        select(_number(note.c.id), _number(note.c.author)).where(
            note.c.id >= bindparam("first", type_=IdColumn(NoteId)),
            note.c.id < bindparam("last", type_=IdColumn(NoteId)),
            note.c.published_at > _SINCE,
            note.c.published_at <= _UNTIL,
        ),
    ),
    lambda which, who: (which, who),
)


def _topics(together: Callable[..., ColumnElement[str]]) -> Select[int, str]:
    return (
        select(_number(note.c.id), together(note_topic.c.topic, bindparam("apart", type_=Text)))
        .join_from(note, note_topic, note_topic.c.note == note.c.id)
        .where(
            among(note.c.id, "ids"),
            note.c.audience == "everyone",
            note.c.withdrawn_at.is_(None),
            ~is_private(note.c.author),
            ~has_left(note.c.author),
        )
        .group_by(note.c.id)
    )


_TOPICS = statement(
    {"sqlite": _topics(func.group_concat), "postgresql": _topics(func.string_agg)},
    lambda which, topics: (which, topics.split(_APART)),
)


class PublicTopics:
    """The topics of notes that everybody may see, each note asked for once: for one count."""

    def __init__(self) -> None:
        self._of: dict[int, Sequence[str]] = {}

    async def of(self, tx: Read, asked: AbstractSet[int]) -> Mapping[int, Sequence[str]]:
        """Topics by note, of these notes and others; none where not everybody may see it."""
        missing = [which for which in asked if which not in self._of]
        self._of |= dict.fromkeys(missing, ())
        self._of |= dict(await tx.all(_TOPICS, ids=missing, apart=_APART)) if missing else {}
        return self._of


async def people_by_topic(
    database: Database, since: int, until: int, public: PublicTopics
) -> dict[str, int]:
    """Distinct people by topic, of deeds after `since` up to `until` (epoch microseconds).

    Nobody counts twice. It is read in slices, and whoever waits has a turn between them.
    """
    crowds: defaultdict[str, set[int]] = defaultdict(set)
    for begin in range(since, until, SLICE):
        end = min(begin + SLICE, until)
        ids = {"first": least(NoteId, begin - SLACK), "last": least(NoteId, end + SLACK)}
        async with database.read() as tx:
            deeds = await tx.all(_DEEDS, since=begin, until=end, **ids)
            topics = await public.of(tx, {which for which, _ in deeds})
        for which, who in deeds:
            for topic in topics[which]:
                crowds[topic].add(who)
        await asyncio.sleep(0)
    return {topic: len(people) for topic, people in crowds.items()}
