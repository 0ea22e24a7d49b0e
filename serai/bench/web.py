"""`bench web`: what a page, an arrival, a picture and a start cost on this machine."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import httpx
from msgspec import Struct

from serai.arrive import sample_archive
from serai.bench.machine import machine
from serai.bench.picture import a_photo, measure_picture
from serai.bench.served import Served, free_port, served
from serai.kernel import SystemClock

RUNS: Final = 5
PAGES: Final = 300
WATCHES: Final = 3_000
CARDS: Final = 20
MILLI: Final = 1_000


class Report(Struct, frozen=True):
    """Medians of several runs; the anchor stands beside, from the same run."""

    bench: str
    machine: str
    runs: int
    measures: dict[str, float]


def bench_web(tell: Callable[[str], None]) -> Report:
    """Measure everything; `tell` hears what is being measured."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        tell("a 12-megapixel photo")
        measures = _picture()
        tell("the demo world, planted once")
        with _serai(home):
            pass
        tell("a start")
        measures["start_s"] = median(_timed(lambda: _visit(home)) for _ in range(3))
        tell("pages and arrivals")
        with _serai(home) as house, _hello() as anchor:
            measures |= _pages(house, anchor)
            measures["arrive_s"] = median(_arrive_fresh(house) for _ in range(RUNS))
            measures["memory_mb"] = house.peak_memory()
    rounded = {name: round(value, 3) for name, value in sorted(measures.items())}
    return Report(bench="web", machine=machine(), runs=RUNS, measures=rounded)


def _picture() -> dict[str, float]:
    with a_photo() as photo:
        costs = [measure_picture(photo) for _ in range(RUNS)]
    return {
        "picture_cpu_s": median(cost.cpu_s for cost in costs),
        "picture_memory_mb": max(cost.memory_mb for cost in costs),
    }


def _serai(home: Path) -> AbstractContextManager[Served]:
    port = free_port()
    return served(["serai", "run", "--home", str(home), "--port", str(port)], port, "/healthz")


def _hello() -> AbstractContextManager[Served]:
    port = free_port()
    words = ["uvicorn", "serai.bench.hello:app", "--port", str(port), "--no-access-log"]
    return served([*words, "--log-level", "warning"], port, "/")


def _timed(act: Callable[[], None]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def _visit(home: Path) -> None:
    with _serai(home) as house:
        httpx.get(house.url + "/").raise_for_status()


def _pages(house: Served, anchor: Served) -> dict[str, float]:
    """The first page of somebody who brought an archive, beside a hello of the same server."""
    with _client(house) as somebody, _client(anchor) as nobody:
        _arrive(somebody)
        explore: list[float] = []
        hello: list[float] = []
        for _ in range(RUNS):
            explore.append(_cost(house, somebody, PAGES))
            hello.append(_cost(anchor, nobody, 10 * PAGES))
    return {
        "explore_cpu_ms": median(explore),
        "explore_cpu_ms_least": min(explore),
        "hello_cpu_ms": median(hello),
        "explore_times_hello": median(explore) / median(hello),
    }


def _client(house: Served) -> httpx.Client:
    return httpx.Client(base_url=house.url, follow_redirects=True, timeout=60)


def _cost(house: Served, client: httpx.Client, pages: int) -> float:
    """Milliseconds of the server's CPU a page, over many pages on one connection."""
    for _ in range(20):
        client.get("/").raise_for_status()
    before = house.cpu()
    for _ in range(pages):
        client.get("/")
    return (house.cpu() - before) / pages * MILLI


def _arrive(client: httpx.Client) -> float:
    """Seconds from handing in an archive to the last byte of a first page made for it."""
    archive = sample_archive(SystemClock().now(), WATCHES)
    begin = time.perf_counter()
    client.post("/arrive", files={"archive": ("archive.zip", archive)}).raise_for_status()
    name = f"bench{time.time_ns() % 10**12}"
    form = {"handle": name, "name": name, "password": "three words on a long road"}
    client.post("/join", data=form).raise_for_status()
    page = client.get("/").raise_for_status()
    took = time.perf_counter() - begin
    if page.text.count("<article") < CARDS:
        raise RuntimeError("the first page is not full; the figure would be worth nothing")
    return took


def _arrive_fresh(house: Served) -> float:
    with _client(house) as client:
        return _arrive(client)
