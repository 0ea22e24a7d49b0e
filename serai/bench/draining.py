"""Draining: how long pages take while many videos that came at once are made ready."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import httpx
import numpy as np

from serai.accounts import find_many, open_session
from serai.bench.footage import film
from serai.bench.served import free_port, served
from serai.bench.steps import Step, Tell
from serai.kernel import SystemClock
from serai.store import open_database

UPLOADS: Final = 200
AT_ONCE: Final = 20
SENDERS: Final = (
    "maya",
    "freya",
    "dashan",
    "eduardo",
    "grace",
    "lin",
    "noor",
    "priya",
    "suwen",
    "tomas",
)
SIZE: Final = (360, 640)
SECONDS: Final = 1.5
LONGEST: Final = 120.0
"""Seconds for which pages are asked for, where the queue is not drained before."""

PAGES: Final = ("/", "/newest", "/watch", "/hot")
PAUSE: Final = 0.1


def measure_draining(
    folder: Path, _seconds: int, _runs: int, tell: Tell
) -> tuple[dict[str, float], dict[str, Step]]:
    """`page_ms_p99_while_draining`: of pages asked one after the other by a reader who is in.

    A demo house in a process of its own takes `UPLOADS` clips, each another file, and makes films
    of them in children; the reader asks ten times a second for as long as that takes, `LONGEST`
    at most. `drained` is how many were ready by then.
    """
    tell(f"{UPLOADS} films, each of another view")
    films = [_made(folder / "film.mp4", nth) for nth in range(UPLOADS)]
    home, port = folder / "home", free_port()
    tell(f"{UPLOADS} uploads at once")
    with served(
        ["serai", "run", "--port", str(port), "--home", str(home)], port, "/healthz"
    ) as here:
        return asyncio.run(_measure(here.url, home, films)), {}


def _made(path: Path, seed: int) -> bytes:
    film(path, SIZE, 30, SECONDS, seed)
    return path.read_bytes()


async def _measure(url: str, home: Path, films: list[bytes]) -> dict[str, float]:
    tokens = await _tokens(home)
    async with _people(url, tokens) as people:
        turn = asyncio.Semaphore(AT_ONCE)
        sent = await asyncio.gather(
            *(_send(turn, people[nth % len(people)], nth, data) for nth, data in enumerate(films))
        )
        taken = await _ask(people[0], people, sent)
        ready = [
            await _is_ready(people[nth % len(people)], which) for nth, which in enumerate(sent)
        ]
    return {
        "page_ms_p50_while_draining": float(np.percentile(taken, 50)),
        "page_ms_p99_while_draining": float(np.percentile(taken, 99)),
        "uploads": float(len(sent)),
        "drained": float(sum(ready)),
    }


async def _tokens(home: Path) -> list[str]:
    """A session for each sender, written beside the serving process."""
    database = await open_database(f"sqlite:///{home / 'serai.db'}", SystemClock())
    try:
        async with database.write() as tx:
            people = await find_many(tx, SENDERS)
            return [await open_session(tx, one.id, "bench") for one in people.values()]
    finally:
        await database.close()


@asynccontextmanager
async def _people(url: str, tokens: list[str]) -> AsyncIterator[list[httpx.AsyncClient]]:
    clients = [
        httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {token}"}, timeout=60)
        for token in tokens
    ]
    try:
        yield clients
    finally:
        for client in clients:
            await client.aclose()


async def _send(turn: asyncio.Semaphore, client: httpx.AsyncClient, nth: int, data: bytes) -> str:
    async with turn:
        sent = {"name": f"{nth}.mp4", "size": len(data)}
        which = (await client.post("/api/serai/v1/clips", json=sent)).raise_for_status().json()
        headers = {"upload-offset": "0", "content-type": "application/offset+octet-stream"}
        address = f"/api/serai/v1/clips/{which['id']}/file"
        (await client.patch(address, content=data, headers=headers)).raise_for_status()
        return str(which["id"])


async def _ask(
    reader: httpx.AsyncClient, people: list[httpx.AsyncClient], sent: list[str]
) -> list[float]:
    """Milliseconds of each page."""
    taken: list[float] = []
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        for page in PAGES:
            begun = time.perf_counter()
            (await reader.get(page)).raise_for_status()
            taken.append((time.perf_counter() - begun) * 1_000)
            await asyncio.sleep(PAUSE)
        if await _is_ready(people[(len(sent) - 1) % len(people)], sent[-1]):
            break
    return taken


async def _is_ready(client: httpx.AsyncClient, which: str) -> bool:
    told = (await client.get(f"/api/serai/v1/clips/{which}")).raise_for_status().json()
    return bool(told["state"] == "ready")
