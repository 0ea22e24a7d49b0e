"""Translate with the models of this machine, in a process of its own that opens them when asked."""

import asyncio
import importlib
import multiprocessing
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from serai.models._child import prepare
from serai.models._parent import deaf_to_ctrl_c
from serai.models.pairs import Pair, find_pairs, is_whole

_LIVES: Final = 3
_OPEN_AT_ONCE: Final = 4
"""Pairs a child keeps in memory, about 60 MB each; the one not used for longest makes room."""

_ENGINE: Final = "fxtranslate"


class LocalPairs:
    """The pairs in `folder`, and a child that runs them; see `languages.Engine`.

    A child that dies is replaced, three times in a row at most. Without the package of the engine
    there are no pairs.
    """

    name = "local"

    def __init__(self, folder: Path, patience: float = 20) -> None:
        found = find_pairs(folder) if find_spec(_ENGINE) is not None else []
        self._pairs = {(pair.source, pair.target): pair for pair in found}
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None
        self._deaths = 0
        self._turn = asyncio.Lock()

    @property
    def directions(self) -> frozenset[tuple[str, str]]:
        """(source, target) of every pair."""
        return frozenset(self._pairs)

    async def translate(
        self, texts: Sequence[str], source: str, target: str, /
    ) -> list[str] | None:
        """`texts` in `target`, in order; None where no answer can be had."""
        pair = self._pairs.get((source, target))
        if pair is None or self._deaths > _LIVES:
            return None
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=prepare
            )
        async with self._turn:
            return await self._ask(self._pool, pair, list(texts))

    async def _ask(
        self, pool: ProcessPoolExecutor, pair: Pair, texts: list[str]
    ) -> list[str] | None:
        try:
            async with asyncio.timeout(self._patience):
                with deaf_to_ctrl_c():
                    asked = pool.submit(_translate, pair, texts)
                made = await asyncio.wrap_future(asked)
        except _UnusableError:
            return None
        except (TimeoutError, BrokenProcessPool):
            self._replace(pool)
            return None
        self._deaths = 0
        return made

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """End a child that died or hangs; the next question starts another one."""
        if pool is not self._pool:
            return
        self._deaths += 1
        self._pool = None
        for child in list(pool._processes.values()):  # noqa: SLF001 - no public way ends a hung one
            child.kill()
        pool.shutdown(wait=False, cancel_futures=True)

    async def close(self) -> None:
        """End the child; it answers None from here on."""
        self._pairs = {}
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)


class _UnusableError(Exception):
    """The files of a pair are not what they should be."""


_open: OrderedDict[str, Any] = OrderedDict()


def _translate(pair: Pair, texts: list[str]) -> list[str]:
    """In the child."""
    try:
        if pair.name not in _open:
            while len(_open) >= _OPEN_AT_ONCE:
                _open.popitem(last=False)
            _open[pair.name] = _opened(pair)
        _open.move_to_end(pair.name)
        return [str(_open[pair.name].translate_long(text)) for text in texts]
    except Exception as wrong:
        raise _UnusableError(pair.name) from wrong


def _opened(pair: Pair) -> Any:
    files = (pair.model, *pair.vocabularies)
    if not all(is_whole(file) for file in files):
        raise _UnusableError(pair.name)
    engine = importlib.import_module(_ENGINE)
    model, source, *other = (file.path.read_bytes() for file in files)
    return engine.Translator(model=model, src_vocab=source, trg_vocab=(other or [source])[0])
