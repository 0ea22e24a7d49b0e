"""Sessions: one for each browser or app in which a person is signed in."""

from datetime import timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.accounts._tables import person, session
from serai.accounts.person import COLUMNS, Person
from serai.kernel import PersonId, SessionId, hashed, micros, new_secret
from serai.store import Read, Write, change, statement

DAYS: Final = 90
LABEL_LONGEST: Final = 120
_LIFE: Final = micros(timedelta(days=DAYS))
# A session is prolonged at most once in this time, so that reading costs no writing.
_REST: Final = micros(timedelta(days=1))


class Signed(Struct, frozen=True):
    """Who asks, and by which session; `tired` when `prolong` should be called."""

    person: Person
    session: SessionId
    tired: bool


class Session(Struct, frozen=True):
    """One place of being signed in; times in epoch microseconds, UTC."""

    id: SessionId
    label: str
    made_at: int
    seen_at: int
    until: int


_OPEN = change(
    session.insert().values(
        id=bindparam("id"),
        person=bindparam("person"),
        token=bindparam("token"),
        label=bindparam("label"),
        made_at=bindparam("now"),
        seen_at=bindparam("now"),
        until=bindparam("until"),
    )
)
_WHO = statement(
    select(*COLUMNS, session.c.id, session.c.seen_at)
    .join_from(session, person, person.c.id == session.c.person)
    .where(
        session.c.token == bindparam("token"),
        session.c.until > bindparam("now"),
        person.c.left_at.is_(None),
    ),
    lambda *row: (Person(*row[:-2]), row[-2], row[-1]),
)
_PROLONG = change(
    session.update()
    .where(session.c.id == bindparam("which"))
    .values(seen_at=bindparam("seen"), until=bindparam("end"))
)
_OF = statement(
    select(session.c.id, session.c.label, session.c.made_at, session.c.seen_at, session.c.until)
    .where(session.c.person == bindparam("person"), session.c.until > bindparam("now"))
    .order_by(session.c.seen_at.desc(), session.c.id.desc()),
    Session,
)
_CLOSE = change(
    session.delete().where(
        session.c.id == bindparam("which"), session.c.person == bindparam("person")
    )
)
_CLOSE_OTHERS = change(
    session.delete().where(
        session.c.person == bindparam("person"), session.c.id != bindparam("but")
    )
)
_SWEEP = change(session.delete().where(session.c.until <= bindparam("now")))


async def open_session(tx: Write, person: PersonId, label: str) -> str:
    """Sign `person` in for 90 days from the last visit; returns the token, kept nowhere else."""
    token = new_secret()
    await tx.run(
        _OPEN,
        id=tx.mint(SessionId),
        person=person,
        token=hashed(token),
        label="".join(filter(str.isprintable, label))[:LABEL_LONGEST],
        now=tx.now,
        until=tx.now + _LIFE,
    )
    return token


async def who(tx: Read, token: str) -> Signed | None:
    """The person that holds `token`, or None where it has ended or never was."""
    found = await tx.one(_WHO, token=hashed(token), now=tx.now)
    if found is None:
        return None
    somebody, which, seen = found
    return Signed(somebody, which, tired=tx.now - seen > _REST)


async def prolong(tx: Write, which: SessionId) -> None:
    """Count the 90 days of a session from now."""
    await tx.run(_PROLONG, which=which, seen=tx.now, end=tx.now + _LIFE)


async def sessions_of(tx: Read, person: PersonId) -> list[Session]:
    """Where `person` is signed in, the latest seen first."""
    return await tx.all(_OF, person=person, now=tx.now)


async def close_session(tx: Write, person: PersonId, which: SessionId) -> None:
    """End one session of `person`; nothing happens where it has ended or is another's."""
    await tx.run(_CLOSE, person=person, which=which)


async def close_other_sessions(tx: Write, person: PersonId, but: SessionId | None) -> int:
    """End every session of `person` except `but`; returns how many ended."""
    return await tx.run(_CLOSE_OTHERS, person=person, but=but or SessionId(0))


async def sweep_sessions(tx: Write) -> int:
    """Forget sessions that have run out; returns how many."""
    return await tx.run(_SWEEP, now=tx.now)
