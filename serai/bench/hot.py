"""`bench hot`: what the list of what rises costs where a great many like a great many notes."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import httpx
from msgspec import Struct

from serai.bench.crowd import Crowd, gather
from serai.bench.machine import machine
from serai.bench.served import Served, free_port, served
from serai.bench.web import MILLI, Report
from serai.hot import Hot
from serai.kernel import SystemClock
from serai.store import Database, open_database

RUNS: Final = 3
PAGES: Final = 200


def bench_hot(notes: int, hearts: int, tell: Callable[[str], None]) -> Report:
    """Measure a recount and a page; `tell` hears what is being done."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        file = home / "serai.db"
        measures = {"hearts": float(asyncio.run(gather(file, Crowd(notes, hearts), tell)))}
        tell("counts anew")
        counts = [asyncio.run(_count(file)) for _ in range(RUNS)]
        measures["first_count_cpu_s"] = median(one.first[0] for one in counts)
        measures["recount_cpu_s"] = median(one.again[0] for one in counts)
        measures["longest_turn_ms"] = MILLI * median(
            max(one.first[1], one.again[1]) for one in counts
        )
        measures["rows"] = float(counts[0].rows)
        tell("pages")
        port = free_port()
        words = ["serai", "run", "--empty", "--home", str(home), "--port", str(port)]
        with served(words, port, "/healthz") as house:
            measures["page_cpu_ms"] = median(_pages(house) for _ in range(RUNS))
    rounded = {name: round(value, 3) for name, value in sorted(measures.items())}
    return Report(bench="hot", machine=machine(), runs=RUNS, measures=rounded)


class Counted(Struct, frozen=True):
    """What the first count cost and what the one a minute later: CPU seconds, longest turn."""

    first: tuple[float, float]
    again: tuple[float, float]
    rows: int


async def _count(file: Path) -> Counted:
    database = await open_database(f"sqlite:///{file}", SystemClock())
    hot = Hot()
    whole = await _cost(hot, database)
    again = await _cost(hot, database)
    await database.close()
    return Counted(whole, again, len(hot.rows))


async def _cost(hot: Hot, database: Database) -> tuple[float, float]:
    """Seconds of CPU: all of it, and the most between two turns of whoever waits."""
    longest, done = 0.0, asyncio.Event()

    async def stand_by() -> None:
        nonlocal longest
        while not done.is_set():
            begin = time.process_time()
            await asyncio.sleep(0)
            longest = max(longest, time.process_time() - begin)

    waiting = asyncio.create_task(stand_by())
    before = time.process_time()
    await hot.count(database)
    spent = time.process_time() - before
    done.set()
    await waiting
    return spent, longest


def _pages(house: Served) -> float:
    """Milliseconds of the server's CPU a page; the minute's count comes before and is left out."""
    with httpx.Client(base_url=house.url, timeout=60) as client:
        client.get("/hot").raise_for_status()
        before = house.cpu()
        for _ in range(PAGES):
            client.get("/hot").raise_for_status()
        return (house.cpu() - before) / PAGES * MILLI
