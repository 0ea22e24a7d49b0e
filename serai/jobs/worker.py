"""The worker: spreads events to their listeners and does what is due, until told to stop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Final

import structlog
from msgspec import Struct
from sqlalchemy import ColumnElement, bindparam, func, select

from serai.jobs._tables import event, job
from serai.jobs.backoff import TRIES, wait_before
from serai.jobs.plan import HEARS, SLOW, Plan
from serai.jobs.sweep import sweep_done
from serai.kernel import JobId, from_json, micros
from serai.store import Database, Write, change, insert, statement

LEASE: Final = micros(timedelta(minutes=2))
HOLD: Final = timedelta(seconds=30)
"""How often somebody who works says so."""
PAUSE: Final = 0.25
BATCH: Final = 50
SWEEP_EVERY: Final = micros(timedelta(minutes=10))

_log = structlog.get_logger()


class _Event(Struct, frozen=True):
    id: JobId
    name: str
    body: str


class _Due(Struct, frozen=True):
    id: JobId
    name: str
    body: str
    attempts: int


_UNSPREAD_LOOK = statement(select(event.c.id).where(event.c.spread_at.is_(None)).limit(1), JobId)
_UNSPREAD = statement(
    select(event.c.id, event.c.name, event.c.body)
    .where(event.c.spread_at.is_(None))
    .order_by(event.c.id)
    .limit(BATCH)
    .with_for_update(skip_locked=True),
    _Event,
)
_SPREAD = change(
    event.update().where(event.c.id == bindparam("which")).values(spread_at=bindparam("now"))
)
_ASK = change(
    insert(job)
    .values(
        id=bindparam("id"),
        name=bindparam("name"),
        body=bindparam("body"),
        cause=bindparam("cause"),
        due_at=bindparam("now"),
        attempts=0,
    )
    .on_conflict_do_nothing()
)


class _Line:
    """The jobs that are due and fit `which`, in `order`: the longest due first."""

    def __init__(
        self, *which: ColumnElement[bool], order: Sequence[ColumnElement[Any]] = (job.c.due_at,)
    ) -> None:
        due = (job.c.due_at <= bindparam("now"), *which)
        self.look = statement(select(job.c.id).where(*due).limit(1), JobId)
        self.next = statement(
            select(job.c.id, job.c.name, job.c.body, job.c.attempts)
            .where(*due)
            .order_by(*order, job.c.id)
            .limit(1)
            .with_for_update(skip_locked=True),
            _Due,
        )


_ALL = _Line()
_REACTIONS = _Line(job.c.name.contains(HEARS))
_WORK = _Line(~job.c.name.contains(HEARS), ~job.c.name.contains(SLOW))
# Ids grow with time: who came first is ready first, and does not wait at each step for all others.
_SLOW_WORK = _Line(
    job.c.name.contains(SLOW),
    order=(job.c.name.contains(SLOW * 2), func.length(job.c.body), job.c.body),
)
_LEASE = change(
    job.update()
    .where(job.c.id == bindparam("which"))
    .values(due_at=bindparam("until"), attempts=job.c.attempts + 1)
)
_HELD = change(
    job.update()
    .where(job.c.id == bindparam("which"), job.c.done_at.is_(None))
    .values(due_at=bindparam("until"))
)
_DONE = change(
    job.update()
    .where(job.c.id == bindparam("which"), job.c.done_at.is_(None))
    .values(due_at=None, done_at=bindparam("now"), complaint=None)
)
_FAILED = change(
    job.update()
    .where(job.c.id == bindparam("which"), job.c.done_at.is_(None))
    .values(
        due_at=bindparam("due_at"),
        gave_up_at=bindparam("gave_up_at"),
        complaint=bindparam("complaint"),
    )
)


class Worker:
    """Works through one database by one plan; any number may run side by side.

    A job is leased before it is done: if this process dies, another takes it up after the lease.
    Reactions take milliseconds and do not wait for work, and neither waits for slow work, which may
    take minutes and of which one is done at a time.
    """

    def __init__(self, database: Database, plan: Plan) -> None:
        self._database = database
        self._plan = plan
        self._swept_at = 0

    async def run(self) -> None:
        """Work until cancelled; sweep now and then."""
        async with asyncio.TaskGroup() as lanes:
            lanes.create_task(_again_and_again(self._hear))
            lanes.create_task(_again_and_again(self._toil))
            lanes.create_task(_again_and_again(partial(self._do_next, _SLOW_WORK)))

    async def _hear(self) -> bool:
        return await self._spread() or await self._do_next(_REACTIONS)

    async def _toil(self) -> bool:
        if self._database.clock.now() - self._swept_at > SWEEP_EVERY:
            self._swept_at = self._database.clock.now()
            await self.sweep()
        return await self._do_next(_WORK)

    async def drain(self, limit: int = 10_000) -> int:
        """Work until nothing is due now; returns how many steps it took."""
        for done in range(limit):
            if not await self.step():
                return done
        raise RuntimeError(f"still work to do after {limit} steps")

    async def sweep(self) -> None:
        """Let every room forget what has run out, and do the chores."""
        for forget in (*self._plan.sweeps, sweep_done):
            async with self._database.write() as tx:
                await forget(tx)
        for chore in self._plan.chores:
            await chore(self._database)

    async def step(self) -> bool:
        """Spread a few events or do one job; False where there was nothing to do."""
        return await self._spread() or await self._do_next(_ALL)

    async def _spread(self) -> bool:
        async with self._database.read() as look:
            if not await look.one(_UNSPREAD_LOOK):
                return False
        async with self._database.write() as tx:
            found = await tx.all(_UNSPREAD)
            for happened in found:
                for name in self._plan.listeners(happened.name):
                    await tx.run(
                        _ASK,
                        id=tx.mint(JobId),
                        name=name,
                        body=happened.body,
                        cause=happened.id,
                        now=tx.now,
                    )
                await tx.run(_SPREAD, which=happened.id, now=tx.now)
            return bool(found)

    async def _do_next(self, line: _Line) -> bool:
        async with self._database.read() as look:
            if not await look.one(line.look, now=look.now):
                return False
        async with self._database.write() as tx:
            due = await tx.one(line.next, now=tx.now)
            if due is None:
                return False
            if due.attempts >= TRIES:  # each try ended with the process that made it
                await self._end(tx, due, None, "Died")
                return True
            await tx.run(_LEASE, which=due.id, until=tx.now + LEASE)
        try:
            await self._do(due)
        except Exception as stumble:  # noqa: BLE001 - a failed job is written down and tried again
            _log.exception("job.failed", job=due.name, attempts=due.attempts + 1)
            await self._complain(due, stumble)
        return True

    async def _do(self, due: _Due) -> None:
        heard = self._plan.reaction(due.name)
        if heard is not None:
            kind, reaction = heard
            async with self._database.write() as tx:
                await reaction(tx, from_json(due.body, kind))
                await tx.run(_DONE, which=due.id, now=tx.now)
            return
        async with self._held(due):
            await self._plan.work[due.name](self._database, due.body.encode())
        async with self._database.write() as tx:
            await tx.run(_DONE, which=due.id, now=tx.now)

    @asynccontextmanager
    async def _held(self, due: _Due) -> AsyncIterator[None]:
        """The job stays leased to this process for as long as it works on it."""

        async def hold() -> bool:
            await asyncio.sleep(HOLD.total_seconds())
            async with self._database.write() as tx:
                return bool(await tx.run(_HELD, which=due.id, until=tx.now + LEASE))

        holding = asyncio.create_task(_again_and_again(hold))
        try:
            yield
        finally:
            holding.cancel()

    async def _complain(self, due: _Due, stumble: Exception) -> None:
        async with self._database.write() as tx:
            await self._end(tx, due, wait_before(due.attempts + 1), type(stumble).__name__)

    async def _end(self, tx: Write, due: _Due, wait: timedelta | None, complaint: str) -> None:
        """The try came to nothing: another one after `wait`, or never again."""
        await tx.run(
            _FAILED,
            which=due.id,
            due_at=None if wait is None else tx.now + micros(wait),
            gave_up_at=tx.now if wait is None else None,
            complaint=complaint,
        )
        lament = self._plan.laments.get(due.name)
        if wait is None and lament is not None:
            await lament(tx, due.body.encode())


async def _again_and_again(step: Callable[[], Awaitable[bool]]) -> None:
    while True:
        try:
            worked = await step()
        except Exception:  # noqa: BLE001 - the worker outlives whatever one job does
            _log.exception("worker.stumbled")
            worked = False
        await asyncio.sleep(0 if worked else PAUSE)
