"""Erase an account, the last row of somebody; and hand it out first."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import LargeBinary, bindparam

from serai.accounts._tables import challenge, passkey, person, recovery_code, session
from serai.accounts.find import people
from serai.accounts.keys import Keys, keys_of
from serai.accounts.leave import gone
from serai.accounts.person import Person
from serai.accounts.privacy import Privacy, privacy_of
from serai.accounts.sessions import Session, sessions_of
from serai.jobs import Chore
from serai.kernel import PersonId
from serai.store import Database, Read, Write, change

Erase = Callable[[Write, PersonId], Awaitable[None]]
"""What a room does where somebody is to be forgotten; must bear being called twice."""

AT_ONCE: Final = 20

_TICKETS = change(
    challenge.delete().where(challenge.c.challenge == bindparam("number", type_=LargeBinary))
)
_FORGET = (
    *(
        change(table.delete().where(table.c.person == bindparam("whose")))
        for table in (session, passkey, recovery_code)
    ),
    change(person.delete().where(person.c.id == bindparam("whose"))),
)


class Kept(Struct, frozen=True):
    """The account of one person: who they are, what opens it, where it is open; no secret."""

    person: Person | None
    privacy: Privacy
    keys: Keys
    sessions: tuple[Session, ...]


async def export(tx: Read, whose: PersonId) -> Kept:
    """What is kept of `whose`."""
    return Kept(
        (await people(tx, [whose])).get(whose),
        await privacy_of(tx, whose),
        await keys_of(tx, whose),
        tuple(await sessions_of(tx, whose)),
    )


async def erase(tx: Write, whose: PersonId) -> None:
    """Forget the account; its handle is free from then on."""
    await tx.run(_TICKETS, number=str(int(whose)).encode())
    for forget in _FORGET:
        await tx.run(forget, whose=whose)


def erase_chore(rooms: Sequence[Erase]) -> Chore:
    """Forgets who left longer ago than the days of grace, room by room, the account last.

    Each room in a transaction of its own: whoever is stopped in the middle is found again here.
    """

    async def erase_gone(database: Database) -> None:
        async with database.read() as look:
            found = await gone(look, AT_ONCE)
        for whose in found:
            for forget in rooms:
                async with database.write() as tx:
                    await forget(tx, whose)

    return erase_gone
