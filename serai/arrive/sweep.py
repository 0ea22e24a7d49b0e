"""Forget arrivals whose day is over, and those whose person wants it sooner."""

from sqlalchemy import bindparam

from serai.arrive._tables import arrival
from serai.kernel import ArrivalId, from_json, hashed
from serai.store import Database, Write, change

_BY_ID = change(arrival.delete().where(arrival.c.id == bindparam("which")))
_BY_SECRET = change(arrival.delete().where(arrival.c.secret == bindparam("secret")))


async def sweep(database: Database, body: bytes) -> None:
    """The work `arrive.sweep`: delete one arrival; nothing happens where it was settled before."""
    which = from_json(body, ArrivalId)
    async with database.write() as tx:
        await tx.run(_BY_ID, which=which)


async def forget(tx: Write, secret: str) -> None:
    """Delete the arrival under `secret` now."""
    await tx.run(_BY_SECRET, secret=hashed(secret))
