"""What somebody wishes not to meet in their feed: authors and topics, until they take it back."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.kernel import PersonId, Refusal
from serai.recommend._tables import avoided
from serai.recommend.signals import record
from serai.store import Read, Write, change, insert, statement

Kind = Literal["author", "topic"]

MOST: Final = 1_000
"""Authors and topics that one person may avoid, together."""


class Avoided(Struct, frozen=True):
    """Authors and topic keys in the order in which they were named, the latest first."""

    authors: tuple[PersonId, ...] = ()
    topics: tuple[str, ...] = ()


_OWN = avoided.c.person == bindparam("whose")
_OF = statement(
    select(avoided.c.kind, avoided.c.what)
    .where(_OWN)
    .order_by(avoided.c.at.desc(), avoided.c.kind, avoided.c.what),
    lambda kind, what: (kind, what),
)
_MANY = statement(select(func.count()).select_from(avoided).where(_OWN), int)
_ADD = change(
    insert(avoided)
    .values(
        person=bindparam("person"),
        kind=bindparam("which"),
        what=bindparam("named"),
        at=bindparam("now"),
    )
    .on_conflict_do_nothing()
)
_DROP = change(
    avoided.delete().where(
        _OWN, avoided.c.kind == bindparam("which"), avoided.c.what == bindparam("named")
    )
)


async def avoided_of(tx: Read, person: PersonId) -> Avoided:
    """Whom and what `person` avoids."""
    rows = await tx.all(_OF, whose=person)
    authors = tuple(PersonId(int(what)) for what in _named(rows, "author"))
    return Avoided(authors, tuple(_named(rows, "topic")))


def _named(rows: Iterable[tuple[str, str]], kind: Kind) -> list[str]:
    return [what for of, what in rows if of == kind]


async def begin_avoiding(tx: Write, person: PersonId, kind: Kind, what: str) -> bool:
    """Keep it and tell the log; False where it stands already. Raises `Refusal` wish.too_much."""
    if (await tx.one(_MANY, whose=person) or 0) >= MOST:
        raise Refusal("wish.too_much", limit=MOST)
    new = await tx.run(_ADD, person=person, which=kind, named=what, now=tx.now) > 0
    if new:
        await record(tx, person, f"avoid_{kind}", outside=what)
    return new


async def end_avoiding(tx: Write, person: PersonId, kind: Kind, what: str) -> bool:
    """Take it back and tell the log; False where it did not stand."""
    ended = await tx.run(_DROP, whose=person, which=kind, named=what) > 0
    if ended:
        await record(tx, person, f"unavoid_{kind}", outside=what)
    return ended
