"""The interpreter: engines asked in the operator's order, each text once for all who wait."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final

import structlog
from msgspec import Struct

from serai.languages.as_is import Covered, between, prepare, uncover
from serai.languages.engine import Engine, route, takes
from serai.languages.passages import Passage, foreign, passages
from serai.languages.translations import (
    Translation,
    find_translations,
    keep_translation,
    key_of,
)
from serai.store import Database, Read

AT_ONCE: Final = 4
"""Passages that engines work on at a time; others wait their turn."""

LONGEST: Final = 20_000
"""Characters of a passage that is translated; longer than anything the house takes in."""

_log = structlog.get_logger()


class Piece(Struct, frozen=True):
    """A stretch as a reader sees it. `by` names the engine that made it, empty for the original.

    `language` is that of `text`, `source` that of what was written.
    """

    text: str
    language: str
    source: str
    by: str = ""


class Turned(Struct, frozen=True):
    """A text turned for a reader; `whole` where nothing that they cannot read was left over."""

    pieces: tuple[Piece, ...]
    whole: bool

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def sources(self) -> tuple[str, ...]:
        """The languages that a machine translated from, as they come."""
        return tuple(dict.fromkeys(piece.source for piece in self.pieces if piece.by))

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines that did it."""
        return tuple(dict.fromkeys(piece.by for piece in self.pieces if piece.by))


async def turn(tx: Read, text: str, reads: Collection[str], target: str) -> Turned:
    """`text` with every passage in `target` that was translated before and not in `reads`."""
    cut = passages(text)
    lacking = [one for one in cut if one.language != "und" and one.language not in reads]
    known = await find_translations(tx, lacking, target) if lacking else {}
    pieces = []
    for one in cut:
        made = known.get(key_of(one, target)) if one in lacking else None
        if made is None:
            pieces.append(Piece(one.text, one.language, one.language))
        else:
            pieces.append(Piece(made.text, target, one.language, made.engine))
    missing = any(one in lacking and not piece.by for one, piece in zip(cut, pieces, strict=True))
    return Turned(tuple(pieces), not missing)


class Interpreter:
    """Holds the engines and what is under way in this process."""

    def __init__(self, engines: Sequence[Engine] = ()) -> None:
        self._engines = tuple(engines)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    def reaches(self, source: str, target: str) -> bool:
        """Whether somebody could be asked to translate from `source` into `target`."""
        return route(self._engines, source, target) is not None

    def readers_of(self, source: str, languages: Collection[str]) -> list[str]:
        """Those of `languages` that a text in `source` can be turned into."""
        return [one for one in languages if one != source and self.reaches(source, one)]

    def begin(
        self, database: Database, texts: Collection[str], reads: Collection[str], target: str
    ) -> list["asyncio.Task[None]"]:
        """Begin to translate what is not in `reads`; each task ends with one passage of it.

        What comes of it is found by `turn`; a passage that nobody could translate is left out, and
        tried again when it is asked for again.
        """
        wanted = dict.fromkeys(one for text in texts for one in foreign(text, reads))
        return [self._one(database, passage, target) for passage in wanted]

    async def close(self) -> None:
        """Stop what is under way and let go of the engines."""
        for task in self._under_way.values():
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        for engine in self._engines:
            await engine.close()

    def _one(self, database: Database, passage: Passage, target: str) -> "asyncio.Task[None]":
        key = key_of(passage, target)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._keep(database, key, passage, target))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return task

    async def _keep(self, database: Database, key: str, passage: Passage, target: str) -> None:
        async with database.read() as look:
            if await find_translations(look, [passage], target):
                return
        async with self._turns:
            made = await self._translate(passage, target)
        if made is not None:
            async with database.write() as tx:
                await keep_translation(tx, key, made)

    async def _translate(self, passage: Passage, target: str) -> Translation | None:
        hops = route(self._engines, passage.language, target)
        if hops is None or len(passage.text) > LONGEST:
            return None
        text, by = passage.text, ""
        for source, towards in hops:
            made = await self._hop(text, source, towards)
            if made is None:
                return None
            text, by = made.text, by or made.engine
        return Translation(text, by)

    async def _hop(self, text: str, source: str, target: str) -> Translation | None:
        for engine in self._engines:
            if not takes(engine, source, target):
                continue
            made = await _through(engine, text, source, target)
            if made is not None:
                return Translation(made, engine.name)
            _log.warning("translation.failed", engine=engine.name, source=source, target=target)
        return None


async def _through(engine: Engine, text: str, source: str, target: str) -> str | None:
    """`text` through one engine, with what must stay as it is put back in its place."""

    async def ask(texts: list[str]) -> list[str] | None:
        return await engine.translate(texts, source, target)

    parts = prepare(text, source)
    said = [part for part in parts if isinstance(part, Covered)]
    made = await ask([part.text for part in said]) if said else []
    if made is None or len(made) != len(said):
        return None
    turned = iter(zip(said, made, strict=True))
    whole = []
    for part in parts:
        told = await _uncovered(*next(turned), ask) if isinstance(part, Covered) else part.text
        if told is None:
            return None
        whole.append(told)
    return "".join(whole)


async def _uncovered(
    covered: Covered, made: str, ask: Callable[[list[str]], Awaitable[list[str] | None]]
) -> str | None:
    """The translation with its marks lifted; stretch by stretch where the engine lost one."""
    whole = uncover(made, covered.kept)
    if whole is not None:
        return whole
    cut = between(covered)
    words = [(nth, one) for nth, one in enumerate(cut) if not nth % 2 and one.strip()]
    again = await ask([one.strip() for _, one in words])
    if again is None or len(again) != len(words):
        return None
    for (nth, one), told in zip(words, again, strict=True):
        inner = one.strip()
        cut[nth] = one.replace(inner, told, 1)
    return "".join(cut)
