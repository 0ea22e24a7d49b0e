"""How much work waits, for the operator's eyes."""

from msgspec import Struct
from sqlalchemy import case, func, select

from serai.jobs._tables import event, job
from serai.store import Read, statement


class Backlog(Struct, frozen=True):
    """Counts of what waits and of what was given up; the age of the oldest due job, in seconds."""

    events: int
    jobs: int
    given_up: int
    oldest: float


_EVENTS = statement(select(func.count()).where(event.c.spread_at.is_(None)), int)
_JOBS = statement(
    select(
        func.count(case((job.c.due_at.is_not(None), 1))),
        func.count(case((job.c.gave_up_at.is_not(None), 1))),
        func.min(job.c.due_at),
    ),
    lambda waiting, given_up, oldest: (waiting, given_up, oldest),
)


async def backlog(tx: Read) -> Backlog:
    """What waits now."""
    events = await tx.one(_EVENTS)
    waiting, given_up, oldest = await tx.one(_JOBS) or (0, 0, None)
    age = 0.0 if oldest is None else max(0.0, (tx.now - oldest) / 1_000_000)
    return Backlog(events=events or 0, jobs=waiting, given_up=given_up, oldest=age)
