"""How far a step is, written down now and then for whoever waits."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import bindparam

from serai.clips._tables import clip
from serai.kernel import ClipId
from serai.store import Database, change

EVERY: Final = 1.0
"""Seconds."""

_TELL = change(
    clip.update().where(clip.c.id == bindparam("which")).values(done=bindparam("new_done"))
)


@asynccontextmanager
async def telling(database: Database, which: ClipId) -> AsyncIterator[Callable[[float], None]]:
    """A function that hears which share is done; it costs its caller nothing."""
    heard: list[float] = []

    async def tell() -> None:
        while True:
            await asyncio.sleep(EVERY)
            if heard:
                share = heard[-1]
                heard.clear()
                async with database.write() as tx:
                    await tx.run(_TELL, which=which, new_done=share)

    task = asyncio.create_task(tell())
    try:
        yield heard.append
    finally:
        task.cancel()
