"""Whether anybody lives here yet."""

from sqlalchemy import select

from serai.accounts._tables import person
from serai.kernel import PersonId
from serai.store import Read, statement

_SOMEBODY = statement(select(person.c.id).limit(1), PersonId)


async def anybody(tx: Read) -> bool:
    """Whether one account was ever made."""
    return await tx.one(_SOMEBODY) is not None
