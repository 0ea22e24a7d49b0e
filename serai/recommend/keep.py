"""Keep an engine: a snapshot now and then, at a quiet moment, so that the next start is short."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog

from serai.recommend.engine import Engine
from serai.recommend.snapshot import write_snapshot

EVERY: Final = 600.0
"""Seconds between two looks at whether it is time."""

MANY: Final = 10_000
"""Signals that are read again in less time than a snapshot takes."""

MANY_AT_END: Final = 1_000
QUIET: Final = 1.0
"""Seconds in which nothing is folded: a quiet moment; it is waited for a minute at most."""

PATIENCE: Final = 60

_log = structlog.get_logger()


async def keep(engine: Engine, folder: Path) -> None:
    """Write snapshots into `folder` until cancelled, and then a last one."""
    try:
        while True:
            await asyncio.sleep(EVERY)
            if engine.is_worth_saving(MANY):
                await _quiet(engine)
                await _write(engine, folder)
    finally:
        if engine.is_worth_saving(MANY_AT_END):
            _say_if_it_fails(engine.save, folder)


async def _quiet(engine: Engine) -> None:
    for _ in range(PATIENCE):
        before = engine.folded
        await asyncio.sleep(QUIET)
        if engine.folded == before:
            return


async def _write(engine: Engine, folder: Path) -> None:
    """What was copied is written aside; who ends the house waits for it, as two would collide."""
    snapshot = engine.snapshot()

    def write(into: Path) -> None:
        write_snapshot(snapshot, into)
        engine.kept(snapshot)

    writing = asyncio.ensure_future(asyncio.to_thread(_say_if_it_fails, write, folder))
    try:
        await asyncio.shield(writing)
    except asyncio.CancelledError:
        await writing
        raise


def _say_if_it_fails(write: Callable[[Path], None], folder: Path) -> None:
    """A full disk costs the next start some minutes, and nothing else."""
    try:
        write(folder)
    except OSError as wrong:
        _log.warning("engine.snapshot_failed", why=str(wrong))
