"""Something remembered for a few minutes under a secret, and taken once."""

from datetime import timedelta

from sqlalchemy import bindparam, select

from serai.accounts._tables import challenge
from serai.kernel import hashed, micros, new_secret
from serai.store import Read, Write, change, statement

_KEEP = change(
    challenge.insert().values(
        secret=bindparam("secret"),
        purpose=bindparam("purpose"),
        challenge=bindparam("what"),
        until=bindparam("until"),
    )
)
_SWEEP = change(challenge.delete().where(challenge.c.until <= bindparam("now")))
_FIND = statement(
    select(challenge.c.challenge).where(
        challenge.c.secret == bindparam("secret"),
        challenge.c.purpose == bindparam("purpose"),
        challenge.c.until > bindparam("now"),
    ),
    bytes,
)
_TAKE = change(challenge.delete().where(challenge.c.secret == bindparam("secret")))


async def put(tx: Write, purpose: str, what: bytes, life: timedelta) -> str:
    """Remember `what` for `life`; returns the ticket that takes it. What has run out goes."""
    ticket = new_secret()
    until = tx.now + micros(life)
    await tx.run(_SWEEP, now=tx.now)
    await tx.run(_KEEP, secret=hashed(ticket), purpose=purpose, what=what, until=until)
    return ticket


async def look(tx: Read, purpose: str, ticket: str) -> bytes | None:
    """What `ticket` would take, left where it is."""
    return await tx.one(_FIND, secret=hashed(ticket), purpose=purpose, now=tx.now)


async def take(tx: Write, purpose: str, ticket: str) -> bytes | None:
    """What was remembered, once; None where it has run out, was taken or never was."""
    found = await look(tx, purpose, ticket)
    return found if found is not None and await tx.run(_TAKE, secret=hashed(ticket)) else None
