"""Pages without a network: what one costs, and how many two processes make that share the notes."""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

import numpy as np

from serai.bench.serve.pace import Pace
from serai.bench.serve.town import HOUR, Town
from serai.recommend import SOURCES, Engine, Question, Viewer

CARDS: Final = 10
PROCESSES: Final = 2
WARMING: Final = 50


def question_for(viewer: Viewer) -> Question:
    """A first page of ten, of every source."""
    return Question(viewer=viewer, sources=SOURCES, count=CARDS)


def viewers(town: Town, now: int, many: int, turn: int = 0, of: int = 1) -> list[Viewer]:
    """`many` random people out of every `of`-th from `turn` on."""
    dice = np.random.default_rng(turn)
    some = dice.integers(0, max(town.people // of, 1), many) * of + turn + 1
    return [town.viewer(int(min(who, town.people)), now + HOUR, int(who)) for who in some]


def page_cost(engine: Engine, people: Sequence[Viewer], pace: Pace) -> dict[str, float]:
    """Milliseconds of CPU for one page, from the viewer to the cards; their sums are not drawn."""
    halves, tails = [], []
    for viewer in people[:WARMING]:
        engine.lay(question_for(viewer))
    for _ in range(pace.runs):
        took = np.array([_cost(engine, viewer) for viewer in people]) * 1_000
        halves.append(float(np.percentile(took, 50)))
        tails.append(float(np.percentile(took, 99)))
    return {
        "page_cpu_ms_p50": float(np.median(halves)),
        "page_cpu_ms_p99": float(np.median(tails)),
    }


def _cost(engine: Engine, viewer: Viewer) -> float:
    begin = time.process_time()
    engine.lay(question_for(viewer))
    return time.process_time() - begin


def pages_at_once(engine: Engine, town: Town, now: int, pace: Pace) -> dict[str, float]:
    """Pages a second of two forked processes, each for its half of the people."""
    crowds = [viewers(town, now, pace.pages, turn, PROCESSES) for turn in range(PROCESSES)]
    draws = [partial(_draw, engine, crowd, pace.seconds) for crowd in crowds]
    rates = [sum(at_once(draws)) for _ in range(pace.runs)]
    return {"pages_per_s_kernel": float(np.median(rates))}


def _draw(engine: Engine, crowd: Sequence[Viewer], seconds: float) -> float:
    begin, made = time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        engine.lay(question_for(crowd[made % len(crowd)]))
        made += 1
    return made / (time.perf_counter() - begin)


def at_once(works: Sequence[Callable[[], float]]) -> list[float]:
    """What each of `works` answers, all done at the same time in processes of their own."""
    context = get_context("fork")
    running = []
    for work in works:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(work, there))
        process.start()
        running.append((process, here))
    answers = [here.recv() for _, here in running]
    for process, _ in running:
        process.join()
    return answers


def _answer(work: Callable[[], float], there: Connection) -> None:
    there.send(work())
    there.close()
    os._exit(0)  # nothing of the parent's is to be closed by its child
