"""Renewal: who came in by a code or a link may set a password without the one they lost."""

from datetime import timedelta
from typing import Final

from serai.accounts import _challenge
from serai.kernel import PersonId
from serai.store import Read, Write

RENEWAL: Final = timedelta(minutes=15)
"""How long after coming in."""

_PURPOSE: Final = "renew"


async def open_renewal(tx: Write, who: PersonId) -> str:
    """A ticket for the browser in which `who` has just come in without their key."""
    return await _challenge.put(tx, _PURPOSE, _written(who), RENEWAL)


async def may_renew(tx: Read, who: PersonId, ticket: str) -> bool:
    """Whether `ticket` is such a ticket of `who`, and still good."""
    return await _challenge.look(tx, _PURPOSE, ticket) == _written(who)


def _written(who: PersonId) -> bytes:
    return str(int(who)).encode()
