"""How much work waits, for the operator's eyes."""

from msgspec import Struct
from sqlalchemy import func, select

from serai.jobs._tables import event, job
from serai.kernel.clock import MICROS
from serai.store import Read, statement


class Backlog(Struct, frozen=True):
    """Counts of what waits and of what was given up; the age of the oldest due job, in seconds."""

    events: int
    jobs: int
    given_up: int
    oldest: float


_EVENTS = statement(select(func.count()).where(event.c.spread_at.is_(None)), int)
# Each looks at one small index: what is done, a week's work, is left aside.
_WAITING = statement(
    select(func.count(), func.min(job.c.due_at)).where(job.c.due_at.is_not(None)),
    lambda count, oldest: (count, oldest),
)
_GIVEN_UP = statement(
    select(func.count()).select_from(job).where(job.c.gave_up_at.is_not(None)), int
)


async def backlog(tx: Read) -> Backlog:
    """What waits now."""
    events = await tx.one(_EVENTS)
    waiting, oldest = await tx.one(_WAITING) or (0, None)
    given_up = await tx.one(_GIVEN_UP)
    age = 0.0 if oldest is None else max(0.0, (tx.now - oldest) / MICROS)
    return Backlog(events=events or 0, jobs=waiting, given_up=given_up or 0, oldest=age)
