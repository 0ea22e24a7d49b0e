"""Hush a topic or a word, for good or for a time, and undo it; and what is hushed."""

from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import bindparam, func, or_, select

from serai.kernel import PersonId, Refusal
from serai.recommend._tables import hush as hushes
from serai.recommend.topic_key import topic_key
from serai.recommend.wish import clean_words
from serai.store import Read, Write, change, insert, statement

Kind = Literal["topic", "word"]

MOST: Final = 200
"""Topics and words that one person may hush at a time, together."""


class Hush(Struct, frozen=True):
    """A topic's key or a word that is hushed since `at` (epoch microseconds), until then.

    `until` None: for good.
    """

    kind: Kind
    what: str
    at: int
    until: int | None


_OWN = hushes.c.person == bindparam("whose")
_STANDS = or_(hushes.c.until.is_(None), hushes.c.until > bindparam("now"))
_THIS = (_OWN, hushes.c.kind == bindparam("which"), hushes.c.what == bindparam("named"))
_HUSH = change(
    insert(hushes)
    .values(
        person=bindparam("me"),
        kind=bindparam("which"),
        what=bindparam("named"),
        at=bindparam("now"),
        until=bindparam("until"),
    )
    .on_conflict_do_update(
        index_elements=[hushes.c.person, hushes.c.kind, hushes.c.what],
        set_={"at": bindparam("now"), "until": bindparam("until")},
    )
)
_UNHUSH = change(hushes.delete().where(*_THIS))
_OF = statement(
    select(hushes.c.kind, hushes.c.what, hushes.c.at, hushes.c.until)
    .where(_OWN, _STANDS)
    .order_by(hushes.c.at.desc(), hushes.c.kind, hushes.c.what),
    Hush,
)
_MANY = statement(select(func.count()).select_from(hushes).where(_OWN, _STANDS), int)
_LAPSED = change(hushes.delete().where(hushes.c.until <= bindparam("now")))


async def hush(tx: Write, me: PersonId, kind: Kind, what: str, until: int | None = None) -> str:
    """`me` hears nothing of a topic (any spelling) or a word until then; None: for good.

    Teaches the feed nothing. Once more sets the end anew. Returns the key or word as it is kept.
    Raises `Refusal` wish.hush_past, wish.hush_most, and as `topic_key` and `clean_words` do.
    """
    named = topic_key(what) if kind == "topic" else clean_words((what,))[0].casefold()
    if until is not None and until <= tx.now:
        raise Refusal("wish.hush_past")
    if (await tx.one(_MANY, whose=me, now=tx.now) or 0) >= MOST:
        raise Refusal("wish.hush_most", limit=MOST)
    await tx.run(_HUSH, me=me, which=kind, named=named, now=tx.now, until=until)
    return named


async def unhush(tx: Write, me: PersonId, kind: Kind, what: str) -> bool:
    """`me` hears of it again; False where it was not hushed. Raises `Refusal` wish.no_topic."""
    named = topic_key(what) if kind == "topic" else " ".join(what.split()).casefold()
    return await tx.run(_UNHUSH, whose=me, which=kind, named=named) > 0


async def hushes_of(tx: Read, person: PersonId | None) -> tuple[Hush, ...]:
    """What `person` has hushed at this moment, the latest first; a stranger nothing."""
    if person is None:
        return ()
    return tuple(await tx.all(_OF, whose=person, now=tx.now))


async def topic_hush(tx: Read, person: PersonId | None, key: str) -> Hush | None:
    """How the topic of this key is hushed by `person` at this moment, if it is."""
    found = [one for one in await hushes_of(tx, person) if one.kind == "topic" and one.what == key]
    return next(iter(found), None)


async def sweep_hushes(tx: Write) -> int:
    """Delete what lapsed; returns how many rows."""
    return await tx.run(_LAPSED, now=tx.now)
