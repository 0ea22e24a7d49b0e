"""Forget what was done long ago."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam

from serai.jobs._tables import event, job
from serai.kernel import micros
from serai.store import Write, change

KEPT: Final = micros(timedelta(days=7))

_JOBS = change(job.delete().where(job.c.done_at < bindparam("before")))
_EVENTS = change(event.delete().where(event.c.spread_at < bindparam("before")))


async def sweep_done(tx: Write) -> int:
    """Delete jobs done and events spread more than a week ago; returns how many."""
    before = tx.now - KEPT
    return await tx.run(_JOBS, before=before) + await tx.run(_EVENTS, before=before)
