"""Watch: write down what was looked for, and count what rises, once a minute."""

import asyncio
from collections.abc import Iterable

import structlog

from serai.hot.kept import Hot
from serai.kernel import PersonId
from serai.search import look_for
from serai.store import Database, Write

_log = structlog.get_logger()


async def searched(tx: Write, waiting: Iterable[tuple[str, PersonId]]) -> None:
    """Write down words that people looked for, under the seal of the day."""
    for word, person in waiting:
        await look_for(tx, word, person)


async def watch(database: Database, hot: Hot) -> None:
    """Do so until cancelled; what cannot be counted now is counted the next minute."""
    while True:
        try:
            if waiting := hot.take():
                async with database.write() as tx:
                    await searched(tx, waiting)
            await hot.count(database)
        except Exception:  # noqa: BLE001 - a busy database must not end the watch
            _log.exception("hot.not_counted")
        await asyncio.sleep(hot.limits.fresh_seconds)
