"""A lean server over an engine that stands: pages as JSON or HTML, and deeds for the next ones.

Each request catches up with the log, as the house's own pages do. What the house reads of a viewer
(interests, follows, wishes) and of notes (words, pictures) is at hand, and no framework stands
between, so that the engine and the log are what is measured.
"""

import asyncio
import gc
import socket
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct
from msgspec.structs import replace
from uvicorn.loops.auto import auto_loop_factory

from serai.bench.serve.pages import question_for
from serai.kernel import NoteId, PersonId, SystemClock, to_json
from serai.kernel.wire import from_json
from serai.recommend import Draft, Drawn, Engine, Viewer, record
from serai.store import Database, open_database

END: Final = b"\r\n\r\n"
LENGTH: Final = b"content-length:"


class Deed(Struct, frozen=True):
    """What a reader tells."""

    person: PersonId
    note: NoteId
    kind: str


class Asked(Struct, frozen=True):
    """A request: its path and query, and what it brings."""

    target: str
    body: bytes


Answer = tuple[str, bytes]
"""A content type, and the body."""


class Desk:
    """What one process holds: the engine, its readers, the log, and cards that were made before."""

    def __init__(self, engine: Engine, readers: Mapping[int, Viewer], log: Path) -> None:
        self.engine = engine
        self.readers = readers
        self.log = log
        self.database: Database
        self.cards: dict[NoteId, str] = {}
        self.made = 0

    async def draft(self, asked: Asked) -> Draft:
        """The page that a request asks for."""
        self.made += 1
        viewer = self.readers[int(parse_qs(urlsplit(asked.target).query)["person"][0])]
        async with self.database.read() as tx:
            await self.engine.catch_up(tx)
        return self.engine.draw(question_for(replace(viewer, seed=self.made)))

    async def page(self, asked: Asked) -> Answer:
        """Ids, sources, sums."""
        draft = await self.draft(asked)
        return "application/json", to_json(draft.cards)

    async def html(self, asked: Asked) -> Answer:
        """Cards, each with a line that says what brought it."""
        draft = await self.draft(asked)
        cards = "".join([self._card(card) for card in draft.cards])
        return "text/html", f"<!doctype html><main>{cards}</main>".encode()

    def _card(self, card: Drawn) -> str:
        made = self.cards.get(card.note)
        if made is None:
            made = self.cards[card.note] = _fragment(card)
        return f"{made}<p>{card.source}, {card.score:.3f}</p></article>"

    async def deed(self, asked: Asked) -> Answer:
        """Write it to the log; it is answered when it is safe."""
        told = from_json(asked.body, Deed)
        async with self.database.write() as tx:
            await record(tx, told.person, told.kind, told.note)
        return "text/plain", b""


def _fragment(card: Drawn) -> str:
    name = f"A quiet morning, number {card.note}"
    return (
        f'<article id="note-{card.note}"><a href="/notes/{card.note}"><img src="/media/{card.note}'
        f'.webp" alt="{name}" width="320" height="427" loading="lazy"><h2>{name}</h2></a>'
        f'<a href="/people/{card.author}">Somebody {card.author}</a>'
    )


async def _talk(desk: Desk, reader: StreamReader, writer: StreamWriter) -> None:
    """Answer one connection's requests, one after the other, until it is closed."""
    doors: Mapping[str, Callable[[Asked], Awaitable[Answer]]] = {
        "/page": desk.page,
        "/html": desk.html,
        "/deed": desk.deed,
    }
    try:
        while True:
            asked = await _read(reader)
            kind, body = await doors[asked.target.partition("?")[0]](asked)
            head = f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}"
            writer.write(head.encode() + END + body)
            await writer.drain()
    except (IncompleteReadError, ConnectionError):
        writer.close()


async def _read(reader: StreamReader) -> Asked:
    """The next request; raises IncompleteReadError where none comes."""
    head = await reader.readuntil(END)
    _, target, _ = head.split(b" ", 2)
    _, brings, rest = head.lower().partition(LENGTH)
    length = int(rest.partition(b"\r\n")[0]) if brings else 0
    return Asked(target.decode(), await reader.readexactly(length))


async def _serve(desk: Desk, listening: socket.socket) -> None:
    desk.database = await open_database(f"sqlite:///{desk.log}", SystemClock())
    server = await asyncio.start_server(partial(_talk, desk), sock=listening)
    await server.serve_forever()


def answer(desk: Desk, listening: socket.socket) -> None:
    """Serve on an open socket until the process is ended."""
    gc.freeze()
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(desk, listening))
