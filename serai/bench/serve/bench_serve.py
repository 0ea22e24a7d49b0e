"""`bench serve`: a house of any size, built on this machine and measured."""

import asyncio
import gc
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from serai.bench.machine import machine
from serai.bench.serve.http import over_http
from serai.bench.serve.pace import Pace, pace_for
from serai.bench.serve.pages import page_cost, pages_at_once, viewers
from serai.bench.serve.restart import cold_start, restart
from serai.bench.serve.town import Town, draw_deeds, found_town, settle
from serai.bench.web import Report
from serai.recommend import Engine, warm
from serai.store import migrate

FOLDED: Final = 50_000
"""Meetings, and what comes of them, that are folded to see how many go in a second."""

Tell = Callable[[str], None]


def bench_serve(people: int, notes: int, tell: Tell) -> Report:
    """Measure everything; `tell` hears what is being done."""
    tell("the engine's kernels, compiled where they are not yet")
    warm()
    pace = pace_for(people)
    with TemporaryDirectory(prefix="serai-serve-") as folder:
        measures = _measure(Path(folder), found_town(people, notes), pace, tell)
    rounded = {name: round(value, 3) for name, value in sorted(measures.items())}
    return Report(bench="serve", machine=machine(), runs=pace.runs, measures=rounded)


def _measure(folder: Path, town: Town, pace: Pace, tell: Tell) -> dict[str, float]:
    engine = Engine()
    now = settle(engine, town, tell)
    tell("deeds")
    measures, now = _events(engine, town, now, pace)
    gc.collect()
    gc.freeze()  # what stands now stays, and is shared by the processes to come
    tell("pages of one process")
    measures |= page_cost(engine, viewers(town, now, pace.pages), pace)
    tell("pages of two processes")
    measures |= pages_at_once(engine, town, now, pace)
    tell("pages over HTTP")
    log = folder / "log.db"
    asyncio.run(migrate(f"sqlite:///{log}"))
    measures |= over_http(engine, town, now, log, pace)
    tell("a start from a snapshot and the log behind it")
    measures["restart_s"] = restart(engine, town, now, folder, pace.runs)
    tell("a start with nothing")
    measures["cold_start_s"] = cold_start(pace.runs)
    return measures


def _events(engine: Engine, town: Town, now: int, pace: Pace) -> tuple[dict[str, float], int]:
    """Deeds folded a second of CPU."""
    dice, rates = np.random.default_rng(3), []
    for _ in range(pace.runs):
        deeds = draw_deeds(town, dice, min(FOLDED, 4 * town.people), now)
        begin = time.process_time()
        engine.fold_deeds(deeds)
        rates.append(len(deeds.at) / (time.process_time() - begin))
        now = int(deeds.at[-1])
    return {"events_per_s": float(np.median(rates))}, now
