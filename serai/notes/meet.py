"""People one may like to meet: followed by those one follows, or writing of what one likes."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.accounts import unfindable
from serai.graph import blocked_with, followees_of, muted_among, ties_among
from serai.graph import known_through as through
from serai.kernel import PersonId
from serai.notes._tables import note, note_topic
from serai.notes.visibility import visible
from serai.recommend import interests_of
from serai.store import IdColumn, Read, among, statement

TOPICS: Final = 12
RECENT: Final = 2_000
"""Notes on one's topics that are looked at, the newest."""

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_recent = (
    select(note.c.author, note_topic.c.topic)
    .join_from(note_topic, note, note.c.id == note_topic.c.note)
    .where(among(note_topic.c.topic, "topics"), visible(_VIEWER))
    .order_by(note_topic.c.note.desc())
    .limit(RECENT)
    .subquery()
)
_WRITERS = statement(
    select(_recent.c.author, func.min(_recent.c.topic))
    .where(
        _recent.c.author != _VIEWER,
        _recent.c.author.not_in(followees_of(_VIEWER)),
        _recent.c.author.not_in(blocked_with(_VIEWER)),
        _recent.c.author.not_in(unfindable()),
    )
    .group_by(_recent.c.author)
    .order_by(func.count().desc(), _recent.c.author)
    .limit(bindparam("limit")),
    lambda author, topic: (author, str(topic)),
)


class Suggestion(Struct, frozen=True):
    """Somebody and why: `through` (and so many `others`) follow them, or they write on `topic`."""

    person: PersonId
    through: PersonId | None = None
    others: int = 0
    topic: str = ""


async def people_to_meet(tx: Read, me: PersonId, limit: int) -> list[Suggestion]:
    """At most `limit` whom `me` neither follows nor asked to, muted or blocked, known ones first.

    Nobody who does not wish to be found.
    """
    known = [
        Suggestion(one.person, one.through, one.others) for one in await through(tx, me, 2 * limit)
    ]
    liked = sorted(await interests_of(tx, me), key=lambda one: -one.weight)[:TOPICS]
    topics = [one.topic for one in liked]
    writing = await tx.all(_WRITERS, viewer=me, topics=topics, limit=2 * limit) if topics else []
    met = {one.person for one in known}
    found = [*known, *(Suggestion(who, topic=why) for who, why in writing if who not in met)]
    return (await _willing(tx, me, found))[:limit]


async def _willing(tx: Read, me: PersonId, found: Sequence[Suggestion]) -> list[Suggestion]:
    who = [one.person for one in found]
    muted, standing = await muted_among(tx, me, who), await ties_among(tx, me, who)
    return [one for one in found if one.person not in muted and not standing[one.person].requested]
