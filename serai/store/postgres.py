"""PostgreSQL through asyncpg: the same statements, a pool of connections."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg

from serai.kernel import Clock, Mint
from serai.store._moment import Moment
from serai.store.database import Read, Write
from serai.store.statement import Change, Statement

T = TypeVar("T")
Link = Any  # asyncpg hands out proxies of its connections; its stubs name them differently


class _Transaction(Moment, Write):
    def __init__(self, link: Link, now: int, mint: Mint, at: int | None = None) -> None:
        super().__init__(now, mint, at)
        self._link = link

    async def all(self, asked: Statement[T], /, **given: Any) -> list[T]:
        compiled = asked.on("postgresql")
        rows = await self._link.fetch(compiled.sql, *compiled.place(given))
        return [asked.build(compiled, row) for row in rows]

    async def one(self, asked: Statement[T], /, **given: Any) -> T | None:
        compiled = asked.on("postgresql")
        row = await self._link.fetchrow(compiled.sql, *compiled.place(given))
        return None if row is None else asked.build(compiled, row)

    async def run(self, asked: Change, /, **given: Any) -> int:
        compiled = asked.on("postgresql")
        said: str = await self._link.execute(compiled.sql, *compiled.place(given))
        last = said.rsplit(" ", 1)[-1]
        return int(last) if last.isdigit() else 0

    async def many(self, asked: Change, rows: Sequence[Mapping[str, Any]], /) -> None:
        compiled = asked.on("postgresql")
        await self._link.executemany(compiled.sql, [compiled.place(row) for row in rows])


class PostgresDatabase:
    """A PostgreSQL server; made by `open_database`."""

    dialect = "postgresql"

    def __init__(self, pool: Any, clock: Clock) -> None:
        self.clock = clock
        self.mint = Mint(clock)
        self._pool = pool

    @classmethod
    async def connect(cls, url: str, clock: Clock) -> "PostgresDatabase":
        """Open the pool; raises what asyncpg raises where no server answers."""
        return cls(await asyncpg.create_pool(url, min_size=1, max_size=10), clock)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Read]:
        """One state of the database, whatever is written meanwhile."""
        async with (
            self._pool.acquire() as link,
            link.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield _Transaction(link, self.clock.now(), self.mint)

    @asynccontextmanager
    async def write(self, *, at: int | None = None) -> AsyncIterator[Write]:
        """Committed when the block ends well, undone when it raises."""
        async with self._pool.acquire() as link, link.transaction():
            moment = self.clock.now() if at is None else at
            yield _Transaction(link, moment, self.mint, at)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()
