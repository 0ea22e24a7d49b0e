"""Announce an event in the transaction in which it happened."""

from sqlalchemy import bindparam

from serai.events import Event
from serai.jobs._tables import event
from serai.kernel import JobId, to_json
from serai.store import Write, change

_KEEP = change(
    event.insert().values(
        id=bindparam("id"), name=bindparam("name"), body=bindparam("body"), at=bindparam("at")
    )
)


async def announce(tx: Write, what: Event) -> None:
    """Keep `what` for its listeners; it exists exactly if the transaction does."""
    await tx.run(
        _KEEP,
        id=tx.mint(JobId),
        name=type(what).__name__,
        body=to_json(what).decode(),
        at=tx.now,
    )
