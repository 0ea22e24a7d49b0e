"""The record of deeds done: written in the transaction of the deed, so a kill repeats nothing."""

from sqlalchemy import bindparam, select

from serai.demo._tables import planted
from serai.store import Read, Write, change, statement

_KEEP = change(
    planted.insert().values(key=bindparam("key"), made=bindparam("made"), at=bindparam("at"))
)
_ALL = statement(select(planted.c.key, planted.c.made), lambda key, made: (str(key), int(made)))


async def deeds_done(tx: Read) -> dict[str, int]:
    """What each deed done so far made: the number of an id, or 0."""
    return dict(await tx.all(_ALL))


async def keep(tx: Write, key: str, made: int) -> None:
    """The deed `key` is done with this transaction, and made `made`."""
    await tx.run(_KEEP, key=key, made=made, at=tx.now)
