"""Starts: of a house with a snapshot and a million deeds behind it, and of one with neither."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from serai.bench.serve.town import Town, draw_deeds
from serai.kernel import NoteId, PersonId, SystemClock
from serai.recommend import DEEDS, Engine, Signal, append
from serai.store import migrate, open_database

EVENTS: Final = 2
"""For each person, in the log that a restart reads: a million where half a million live."""

AT_ONCE: Final = 50_000
BEGIN: Final = Path(__file__).with_name("begin.py")
RUN: Final = "import runpy, sys; runpy.run_path(sys.argv.pop(1), run_name='__main__')"
"""Not as `-m`, which would open the whole bench before it."""
KINDS: Final = {code: name for name, code in reversed(list(DEEDS.items()))}
"""Each code's first name."""


def restart(engine: Engine, town: Town, now: int, folder: Path, runs: int) -> float:
    """Seconds until a new process that reads a snapshot, and the deeds behind it, has a page."""
    engine.save(folder / "engine")
    asyncio.run(_write_log(folder / "serai.db", town, now, EVENTS * town.people))
    return median(_seconds(str(folder)) for _ in range(runs))


def cold_start(runs: int) -> float:
    """Seconds until a new process with an empty engine has a page, everything compiled before."""
    return median(_seconds() for _ in range(runs))


def _seconds(*words: str) -> float:
    begin = time.perf_counter()
    command = [sys.executable, "-c", RUN, str(BEGIN), *words]
    subprocess.run(command, check=True, timeout=300)  # noqa: S603 - our own
    return time.perf_counter() - begin


async def _write_log(path: Path, town: Town, now: int, events: int) -> None:
    address = f"sqlite:///{path}"
    await migrate(address)
    database = await open_database(address, SystemClock())
    signals = islice(_signals(town, now, events), events)
    while some := list(islice(signals, AT_ONCE)):
        async with database.write() as tx:
            await append(tx, some)
    await database.close()


def _signals(town: Town, now: int, events: int) -> Iterator[Signal]:
    deeds = draw_deeds(town, np.random.default_rng(9), events, now)
    columns = (deeds.at.tolist(), deeds.person.tolist(), deeds.kind.tolist(), deeds.note.tolist())
    for at, person, kind, note in zip(*columns, strict=True):
        yield Signal(at, PersonId(person), KINDS[kind], NoteId(note))
