"""Pages over HTTP: two processes over one state, asked from a third one on the same machine."""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct, json

from serai.bench.serve.load import Line, Rush, get, post, rush
from serai.bench.serve.pace import Pace
from serai.bench.serve.pages import PROCESSES, at_once, viewers
from serai.bench.serve.server import Desk, answer
from serai.bench.serve.town import Town
from serai.recommend import Engine, Viewer

BUSY: Final = 4
"""Connections to each process: enough that none waits for the one who asks."""

BESIDE: Final = 1
"""Connections that ask for pages meanwhile, to each process."""


class Standing(Struct, frozen=True):
    """Two processes that answer: where, to whom, and which they are."""

    ports: list[int]
    people: list[list[int]]
    processes: list[ForkProcess]


def over_http(engine: Engine, town: Town, now: int, log: Path, pace: Pace) -> dict[str, float]:
    """Pages a second as JSON and as HTML, the way of a deed to the next page, and memory."""
    crowds = [viewers(town, now, pace.pages, turn, PROCESSES) for turn in range(PROCESSES)]
    with _standing(engine, crowds, log) as two:
        _rush(two, "page", pace.seconds, BUSY)
        figures = {
            f"pages_per_s_{name}": float(
                np.median([_rush(two, path, pace.seconds, BUSY) for _ in range(pace.runs)])
            )
            for name, path in (("json", "page"), ("html", "html"))
        }
        beside = partial(_rush, two, "page", pace.seconds, BESIDE)
        late, _ = at_once([partial(_talks, two, pace.talks), beside])
        memory = max(resident(process.pid or 0) for process in two.processes)
    return {**figures, "event_to_page_ms_p99": late, "rss_mb": memory}


@contextmanager
def _standing(engine: Engine, crowds: Sequence[Sequence[Viewer]], log: Path) -> Iterator[Standing]:
    context = get_context("fork")
    two = Standing([], [], [])
    try:
        for crowd in crowds:
            readers = {int(one.person or 0): one for one in crowd}
            with socket.create_server(("127.0.0.1", 0)) as listening:
                desk = Desk(engine, readers, log)
                process = context.Process(target=answer, args=(desk, listening), daemon=True)
                process.start()
                two.ports.append(int(listening.getsockname()[1]))
            two.people.append(list(readers))
            two.processes.append(process)
        yield two
    finally:
        for process in two.processes:
            process.terminate()
            process.join()


def _rush(two: Standing, path: str, seconds: float, connections: int) -> float:
    requests = [[get(f"/{path}?person={who}") for who in crowd] for crowd in two.people]
    whole = Rush(two.ports, requests, seconds, connections)
    return at_once([partial(rush, whole)])[0]


def _talks(two: Standing, talks: int) -> float:
    """Milliseconds from a deed to the end of the next page, which knows of it; 99 of 100."""
    lines = [Line(port, ()) for port in two.ports]
    took = [
        _talk(lines[nth % PROCESSES], _nth(two.people[nth % PROCESSES], nth))
        for nth in range(talks)
    ]
    return float(np.percentile(took, 99)) * 1_000


def _nth(crowd: Sequence[int], nth: int) -> int:
    return crowd[nth % len(crowd)]


def _talk(line: Line, person: int) -> float:
    asked = get(f"/page?person={person}")
    met = _notes(line.talk(asked))[0]
    deed = {"person": str(person), "note": met, "kind": "impression"}
    begin = time.perf_counter()
    line.talk(post("/deed", json.encode(deed)))
    after = _notes(line.talk(asked))
    took = time.perf_counter() - begin
    if met in after:
        raise RuntimeError("the next page did not know of the deed; the figure would mean nothing")
    return took


def _notes(page: bytes) -> list[str]:
    return [card["note"] for card in json.decode(page)]


def resident(process: int) -> float:
    """MB of memory that a process holds, what it shares with others included."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
