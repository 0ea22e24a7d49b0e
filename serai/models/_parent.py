"""The parent's side of an encoder: one child is started, waited for, and replaced when it dies."""

import asyncio
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

import numpy as np

from serai.models import _child
from serai.models._child import Model
from serai.models.encoder import ABSENT, LOADING, READY, Presence, Vectors

_LIVES: Final = 3
_CLOSED: Final = Presence(ABSENT, "closed")

T = TypeVar("T")


class InChild(Generic[T]):
    """Runs `model` in one process of its own.

    `start` returns at once and loads in the background; calls made meanwhile wait for it, at most
    `patience` seconds. A child that dies is replaced, three times in a row at most. Without the
    extra `models`, or with other weights than expected, it is absent and every answer is None.
    """

    def __init__(self, model: Model[T], patience: float) -> None:
        self._model = model
        self._patience = patience
        self._presence = Presence(LOADING)
        self._pool: ProcessPoolExecutor | None = None
        self._loading: asyncio.Task[None] | None = None
        self._deaths = 0

    @property
    def presence(self) -> Presence:
        """Whether it can answer now, and if it never will, why."""
        return self._presence

    def start(self) -> None:
        """Begin to load, in the running event loop; never waits."""
        if self._model.path is None:
            self._presence = Presence(ABSENT, "the extra “models” is not installed")
        elif self._loading is None:
            self._loading = asyncio.create_task(self._load())

    async def encode(self, asked: Sequence[T], /) -> Vectors | None:
        """Unit rows in order, as many as `asked`; None where no answer can be had."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._answer(list(asked))
        except TimeoutError:
            return None

    async def close(self) -> None:
        """End the child; `encode` answers None from here on."""
        self._presence = _CLOSED
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _answer(self, asked: list[T]) -> Vectors | None:
        while self._presence.state != ABSENT:
            if self._loading is None:
                return None
            await asyncio.wait({self._loading})
            if self._presence.state != READY or self._pool is None:
                return None
            if not asked:
                return np.zeros((0, self._model.width), dtype=np.float32)
            pool = self._pool
            try:
                rows = await asyncio.wrap_future(pool.submit(_child.compute, self._model, asked))
            except BrokenProcessPool:
                self._replace(pool)
            else:
                self._deaths = 0
                return rows
        return None

    async def _load(self) -> None:
        self._pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_child.prepare
        )
        loop = asyncio.get_running_loop()
        try:
            with deaf_to_ctrl_c():
                loaded = loop.run_in_executor(self._pool, _child.load, self._model)
            why = await loaded
        except Exception as failure:  # noqa: BLE001 - a model that cannot load is absent, not fatal
            why = f"the model could not be loaded ({type(failure).__name__})"
        self._presence = Presence(ABSENT, why) if why else Presence(READY)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if broken is not self._pool:
            return  # another call saw the death first, and its replacement is loading
        self._deaths += 1
        if self._deaths > _LIVES:
            self._presence = Presence(ABSENT, "its worker died again and again")
            return
        broken.shutdown(wait=False)
        self._presence = Presence(LOADING)
        self._loading = asyncio.create_task(self._load())


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """A child begun in here never hears Ctrl+C, not even while Python itself is starting in it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
