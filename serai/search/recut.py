"""Cut words anew where the way to cut them changed: newest first, a little at a time.

Migrations say from where on (`to_recut`). Meanwhile everything is found by whole words.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.jobs import Chore, Work, enqueue
from serai.kernel import from_json
from serai.search._tables import to_recut
from serai.store import Database, Read, Write, change, statement

RECUT_WORK: Final = "search.recut"
"""The name of the work; its body is a `Part`."""

AT_ONCE: Final = 25
"""Things cut in a transaction: about ten milliseconds, in which nobody else writes."""

TURNS: Final = 40
"""Transactions of one work; then other work has its turn."""

Cut = Callable[[Write, int, int], Awaitable[int | None]]
"""Cuts the newest things below a number anew, at most so many; answers the lowest, None at the
end."""


class Part(Struct, frozen=True):
    """What is still to be cut anew: things of a kind, below a number."""

    name: str
    below: int


_PARTS = statement(select(to_recut.c.name, to_recut.c.below).order_by(to_recut.c.name), Part)
_MOVE = change(
    to_recut.update().where(to_recut.c.name == bindparam("called")).values(below=bindparam("now"))
)
_END = change(to_recut.delete().where(to_recut.c.name == bindparam("called")))


def recut_chore() -> Chore:
    """Begins what a migration asked for, and goes on with what was stopped."""

    async def begin(database: Database) -> None:
        async with database.read() as look:
            parts = await look.all(_PARTS)
        for part in parts:
            async with database.write() as tx:
                await enqueue(tx, RECUT_WORK, part)

    return begin


def recut_work(cuts: Mapping[str, Cut]) -> Work:
    """The work behind `RECUT_WORK`: `cuts` holds how things of each kind are cut."""

    async def recut(database: Database, body: bytes) -> None:
        part = from_json(body, Part)
        async with database.read() as look:
            if not await _stands(look, part):  # another work went on from here
                return
        for _ in range(TURNS):
            begin = time.monotonic()
            async with database.write() as tx:
                below = await cuts[part.name](tx, part.below, AT_ONCE)
                if below is None:
                    await tx.run(_END, called=part.name)
                    return
                part = Part(part.name, below)
                await tx.run(_MOVE, called=part.name, now=below)
            # Half of the time is for everybody else.
            await asyncio.sleep(time.monotonic() - begin)
        async with database.write() as tx:
            await enqueue(tx, RECUT_WORK, part, wait=timedelta(milliseconds=1))

    return recut


async def _stands(look: Read, part: Part) -> bool:
    return part in await look.all(_PARTS)
