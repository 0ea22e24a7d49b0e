"""How many people cared about each topic, day by day: by notes and hearts, public ones alone."""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import Column, Select, bindparam, func, select, union

from serai.accounts import has_left, is_private
from serai.notes._tables import note, note_like, note_topic
from serai.store import Read, Time, statement

DAY: Final = 86_400_000_000
"""Microseconds."""

_NOW, _SINCE = bindparam("now", type_=Time), bindparam("since", type_=Time)


def _deeds(who: Column[Any], at: Column[Any]) -> Select[Any]:
    """Topic, days ago and person of each deed at a note that stands and is for everyone."""
    day = ((_NOW - at) // bindparam("day", type_=Time)).label("ago")
    return select(note_topic.c.topic.label("topic"), day, who.label("person")).where(
        at > _SINCE,
        at <= _NOW,
        note.c.id == note_topic.c.note,
        note.c.audience == "everyone",
        note.c.withdrawn_at.is_(None),
        ~is_private(note.c.author),
        ~has_left(note.c.author),
    )


# A union keeps each person once a topic and day, whatever they did, and how often.
_people = union(
    _deeds(note.c.author, note.c.published_at),
    _deeds(note_like.c.person, note_like.c.at).where(note_like.c.note == note.c.id),
).subquery()
_COUNT = statement(
    select(_people.c.topic, _people.c.ago, func.count()).group_by(_people.c.topic, _people.c.ago),
    lambda topic, ago, many: (str(topic), int(ago), int(many)),
)


async def people_by_topic(tx: Read, days: int) -> dict[str, dict[int, int]]:
    """Distinct people by topic and by days ago (0: the last 24 hours), over so many days."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for topic, ago, many in await tx.all(_COUNT, now=tx.now, since=tx.now - days * DAY, day=DAY):
        found[topic][ago] = many
    return found
