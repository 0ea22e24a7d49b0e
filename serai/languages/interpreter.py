"""The interpreter: engines asked in the operator's order, each text once for all who wait."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import structlog

from serai.languages.engine import Engine, route, takes
from serai.languages.passages import Passage, foreign
from serai.languages.through import through
from serai.languages.translations import (
    Translation,
    find_translations,
    keep_translation,
    key_of,
)
from serai.store import Database

AT_ONCE: Final = 4
"""Batches that engines work on at a time; others wait their turn."""

BATCH: Final = 20
"""Passages of one language that go to an engine together."""

MOST: Final = 100
"""Passages that one asking begins; the rest comes with the next."""

BUSY: Final = 1_000
"""Passages under way from which on nothing new is begun."""

_log = structlog.get_logger()

Task = asyncio.Task[None]


class Interpreter:
    """Holds the engines and what is under way in this process."""

    def __init__(self, engines: Sequence[Engine] = ()) -> None:
        self._engines = tuple(engines)
        self._under_way: dict[str, Task] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    def reaches(self, source: str, target: str) -> bool:
        """Whether somebody could be asked to translate from `source` into `target`."""
        return route(self._engines, source, target) is not None

    def begin(
        self, database: Database, texts: Collection[str], reads: Collection[str], target: str
    ) -> list[Task]:
        """Begin to translate what is not in `reads`; when the tasks end, `turn_all` finds it.

        A passage that nobody could translate is left out, and tried again when it is asked for
        again.
        """
        return self.begin_with(
            database, [one for text in texts for one in foreign(text, reads)], target
        )

    def begin_with(
        self, database: Database, passages: Iterable[Passage], target: str
    ) -> list[Task]:
        """The same for passages whose language is known; the first `MOST` of them."""
        wanted = list(dict.fromkeys(passages))[:MOST]
        new: defaultdict[str, list[Passage]] = defaultdict(list)
        tasks: dict[Task, None] = {}
        for passage in wanted:
            task = self._under_way.get(key_of(passage, target))
            if task is not None:
                tasks[task] = None
            elif self.reaches(passage.language, target):
                new[passage.language].append(passage)
        for lacking in new.values() if len(self._under_way) < BUSY else ():
            for at in range(0, len(lacking), BATCH):
                tasks[self._send(database, lacking[at : at + BATCH], target)] = None
        return list(tasks)

    async def close(self) -> None:
        """Stop what is under way and let go of the engines."""
        tasks = set(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for engine in self._engines:
            await engine.close()

    def _send(self, database: Database, batch: Sequence[Passage], target: str) -> Task:
        keys = {key_of(one, target): one for one in batch}
        task = asyncio.create_task(self._work(database, keys, target))
        self._under_way.update(dict.fromkeys(keys, task))

        def forget(_: Task) -> None:
            for key in keys:
                self._under_way.pop(key, None)

        task.add_done_callback(forget)
        return task

    async def _work(self, database: Database, keys: Mapping[str, Passage], target: str) -> None:
        """Translate what was not translated before, and note it down; all is of one language."""
        async with database.read() as look:
            known = await find_translations(look, keys.values(), target)
        lacking = [key for key in keys if key not in known]
        if not lacking:
            return
        async with self._turns:
            made = await self._translate([keys[key] for key in lacking], target)
        async with database.write() as tx:
            for key, one in zip(lacking, made, strict=True):
                if one is not None:
                    await keep_translation(tx, key, one)

    async def _translate(
        self, passages: Sequence[Passage], target: str
    ) -> list[Translation | None]:
        source = passages[0].language
        made: list[Translation | None] = [Translation(one.text, "") for one in passages]
        for one, other in route(self._engines, source, target) or ():
            made = await self._hop(made, one, other)
        return made

    async def _hop(
        self, texts: Sequence[Translation | None], source: str, target: str
    ) -> list[Translation | None]:
        """One step of all; what an engine does not translate goes to the next."""
        made: list[Translation | None] = [None] * len(texts)
        for engine in self._engines:
            lacking = [(at, one.text) for at, one in enumerate(texts) if one and made[at] is None]
            if not lacking or not takes(engine, source, target):
                continue
            told = await _ask(engine, [text for _, text in lacking], source, target)
            for (at, _), text in zip(lacking, told, strict=True):
                if text is not None:
                    made[at] = Translation(text, engine.name)
        return made


async def _ask(engine: Engine, texts: Sequence[str], source: str, target: str) -> list[str | None]:
    try:
        told = await through(engine, texts, source, target)
    except Exception:  # noqa: BLE001 - an engine that breaks is passed over like one that fails
        _log.exception("translation.broke", engine=engine.name, source=source, target=target)
        return [None] * len(texts)
    if None in told:
        _log.warning("translation.failed", engine=engine.name, source=source, target=target)
    return told
