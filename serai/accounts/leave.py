"""Leave: gone at once for everybody; for thirty days one may come back, and then is forgotten."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select

from serai.accounts import _challenge
from serai.accounts._tables import person
from serai.accounts.person import COLUMNS, Person
from serai.accounts.sessions import close_other_sessions
from serai.events import PersonLeft, PersonReturned
from serai.jobs import announce
from serai.kernel import PersonId, Refusal, micros
from serai.store import Read, Write, change, statement

GRACE: Final = timedelta(days=30)
"""How long one may come back, and everything is as it was."""

RETURN: Final = timedelta(minutes=15)
"""How long one may think about it after signing in."""

_PURPOSE: Final = "return"
MAY_ENTER: Final = or_(person.c.left_at.is_(None), person.c.left_at > bindparam("grace"))
"""Whose keys open something: who lives here, and who left less than `grace` ago."""

_LEAVE = change(
    person.update()
    .where(person.c.id == bindparam("which"), person.c.left_at.is_(None))
    .values(left_at=bindparam("now"))
)
_RETURN = change(
    person.update()
    .where(person.c.id == bindparam("which"), person.c.left_at > bindparam("grace"))
    .values(left_at=None)
)
_AWAY = statement(
    select(*COLUMNS).where(
        person.c.id == bindparam("which"), person.c.left_at > bindparam("grace")
    ),
    Person,
)
_GONE = statement(
    select(person.c.id)
    .where(person.c.left_at <= bindparam("grace"))
    .order_by(person.c.left_at)
    .limit(bindparam("limit")),
    PersonId,
)


def grace(now: int) -> int:
    """Who left before this moment (epoch microseconds) cannot come back."""
    return now - micros(GRACE)


async def leave(tx: Write, who: PersonId) -> None:
    """`who` is seen by nobody any more, and signed in nowhere; `come_back` undoes it."""
    if await tx.run(_LEAVE, which=who, now=tx.now):
        await close_other_sessions(tx, who, None)
        await announce(tx, PersonLeft(person=who))


async def come_back(tx: Write, who: PersonId) -> None:
    """Everything of `who` stands as before. Raises `Refusal` account.return_over."""
    if not await tx.run(_RETURN, which=who, grace=grace(tx.now)):
        raise Refusal("account.return_over")
    await announce(tx, PersonReturned(person=who))


async def open_return(tx: Write, who: PersonId) -> str:
    """A ticket for the browser in which somebody who left has shown their key."""
    return await _challenge.put(tx, _PURPOSE, str(int(who)).encode(), RETURN)


async def whose_return(tx: Read, ticket: str) -> Person:
    """Who may come back by `ticket`. Raises `Refusal` account.return_over."""
    number = await _challenge.look(tx, _PURPOSE, ticket)
    which = PersonId(int(number)) if number else PersonId(0)
    found = await tx.one(_AWAY, which=which, grace=grace(tx.now))
    if found is None:
        raise Refusal("account.return_over")
    return found


async def gone(tx: Read, limit: int) -> list[PersonId]:
    """Who left so long ago that they are to be forgotten, the longest gone first."""
    return await tx.all(_GONE, grace=grace(tx.now), limit=limit)
