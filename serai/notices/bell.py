"""The bell: one look a second for everybody who listens, who then hear what is new for them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

import structlog
from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.notices._tables import looks
from serai.notices.read import unread
from serai.store import Database, statement

PAUSE: Final = 1.0
"""Seconds between two looks while somebody listens; while nobody does, there is none."""

BEAT: Final = 20.0
"""Seconds after which a silent listener gets a sign of life."""

LASTS: Final = 900.0
"""Seconds after which a listener has to come again, and say anew who they are."""

MOST: Final = 6
"""Listeners of one person; the tabs of one browser share one."""

SLACK: Final = 10_000_000
"""Microseconds that a change may be committed after the moment it bears."""

_STIRRED = statement(
    select(looks.c.person).where(looks.c.stirred_at > bindparam("since")), PersonId
)

_log = structlog.get_logger()


class _Ear:
    def __init__(self, count: int) -> None:
        self.count = count
        self.rung = asyncio.Event()


class Bell:
    """Who listens in this process. The look needs no word from other processes: it reads rows."""

    def __init__(self, *, pause: float = PAUSE, beat: float = BEAT) -> None:
        self._pause = pause
        self._beat = beat
        self._ears: defaultdict[PersonId, set[_Ear]] = defaultdict(set)
        self._watching: asyncio.Task[None] | None = None
        self._silent = False

    def is_full(self, person: PersonId) -> bool:
        """Whether `person` listens in as many places as they may."""
        return len(self._ears.get(person, ())) >= MOST

    def silence(self) -> None:
        """The house closes: every listener is let go, and no new one stays."""
        self._silent = True
        for ears in self._ears.values():
            for ear in ears:
                ear.rung.set()

    async def listen(
        self, database: Database, person: PersonId, count: int
    ) -> AsyncIterator[int | None]:
        """How many unread notices `person` has, `count` now, whenever that changes.

        None is a sign of life. Ends after a while, when the house closes, and at once where
        `person` listens in too many places already.
        """
        if self.is_full(person):
            return
        ear = _Ear(count)
        self._ears[person].add(ear)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch(database))
        try:
            yield count
            async for news in self._news(ear):
                yield news
        finally:
            await self._leave(person, ear)

    async def _news(self, ear: _Ear) -> AsyncIterator[int | None]:
        loop = asyncio.get_running_loop()
        until = loop.time() + LASTS
        while not self._silent and loop.time() < until:
            try:
                await asyncio.wait_for(ear.rung.wait(), self._beat)
            except TimeoutError:
                yield None
                continue
            ear.rung.clear()
            if not self._silent:
                yield ear.count

    async def _leave(self, person: PersonId, ear: _Ear) -> None:
        self._ears[person].discard(ear)
        if not self._ears[person]:
            del self._ears[person]
        if not self._ears and self._watching is not None:
            watching, self._watching = self._watching, None
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self, database: Database) -> None:
        since = database.clock.now() - SLACK
        while True:
            try:
                now = database.clock.now()
                await self.look(database, since)
                since = now - SLACK
            except Exception:  # noqa: BLE001 - the next look may go well
                _log.exception("bell.stumbled")
            await asyncio.sleep(self._pause)

    async def look(self, database: Database, since: int) -> None:
        """Let everybody hear for whom something changed after `since` (epoch microseconds)."""
        async with database.read() as tx:
            for person in await tx.all(_STIRRED, since=since):
                if person in self._ears:
                    self._ring(person, await unread(tx, person))

    def _ring(self, person: PersonId, count: int) -> None:
        for ear in self._ears.get(person, ()):
            if ear.count != count:
                ear.count = count
                ear.rung.set()
