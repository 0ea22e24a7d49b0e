"""Enqueue work in the transaction that asks for it."""

from datetime import timedelta

from sqlalchemy import bindparam

from serai.jobs._tables import job
from serai.kernel import JobId, micros, to_json
from serai.store import Write, change

_KEEP = change(
    job.insert().values(
        id=bindparam("id"),
        name=bindparam("name"),
        body=bindparam("body"),
        due_at=bindparam("due_at"),
        attempts=0,
    )
)


async def enqueue(tx: Write, name: str, body: object, *, wait: timedelta = timedelta()) -> JobId:
    """Ask for the work called `name` (a key of `Plan.work`), after `wait`; `body` goes as JSON."""
    made = tx.mint(JobId)
    due = tx.now + micros(wait)
    await tx.run(_KEEP, id=made, name=name, body=to_json(body).decode(), due_at=due)
    return made
