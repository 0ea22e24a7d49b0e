"""Where pictures are cut to size: away from the event loop, and away from the server's memory."""

import asyncio
import sys
from typing import Protocol, TypeVar

import msgspec

from serai.kernel import Refusal
from serai.media._work import (
    HEADER,
    Answer,
    CutOut,
    Develop,
    Order,
    Preview,
    Recode,
    Refused,
    SetCover,
    decoder,
    do,
    encoder,
)
from serai.media.box import Box
from serai.media.cover import Style
from serai.media.developed import Developed, Format
from serai.media.limits import PictureLimits

T = TypeVar("T")


class Darkroom(Protocol):
    """Turns bytes and words into cuts. Every implementation passes tests/media/test_darkroom.py."""

    async def develop(self, data: bytes, limits: PictureLimits) -> Developed:
        """A received file cut to size; raises the `Refusal`s of `decode`, media.too_hard too."""
        ...

    async def cover(self, words: str, style: Style, photo: bytes = b"") -> Developed:
        """Words as a picture, cut to size; raises the `Refusal`s of `draw_cover`.

        `photo` is one of our own cuts, to stand behind them.
        """
        ...

    async def preview(self, words: str, style: Style, photo: bytes = b"") -> bytes:
        """The same, half as large, as one WebP."""
        ...

    async def recode(self, data: bytes, kind: Format) -> bytes:
        """One of our own cuts in another format."""
        ...

    async def crop(self, data: bytes, box: Box) -> Developed:
        """A part of one of our own cuts, cut to size."""
        ...

    async def close(self) -> None:
        """Let go of whatever was started."""
        ...


class _Orders:
    """The orders, written once for whoever carries them out."""

    async def develop(self, data: bytes, limits: PictureLimits) -> Developed:
        """A received file cut to size."""
        # A file that is too heavy is refused here, before it is copied anywhere.
        if len(data) > limits.max_bytes:
            raise Refusal("media.too_heavy", megabytes=limits.max_bytes // 1_000_000)
        return await self._ask(Develop(data, limits), Developed)

    async def cover(self, words: str, style: Style, photo: bytes = b"") -> Developed:
        """Words as a picture."""
        return await self._ask(SetCover(words, style, photo), Developed)

    async def preview(self, words: str, style: Style, photo: bytes = b"") -> bytes:
        """Words as one WebP to look at."""
        return await self._ask(Preview(words, style, photo), bytes)

    async def recode(self, data: bytes, kind: Format) -> bytes:
        """One of our own cuts in another format."""
        return await self._ask(Recode(data, kind), bytes)

    async def crop(self, data: bytes, box: Box) -> Developed:
        """A part of one of our own cuts."""
        return await self._ask(CutOut(data, box), Developed)

    async def _ask(self, order: Order, kind: type[T]) -> T:
        answer = await self._answer(order)
        if isinstance(answer, Refused):
            raise Refusal(answer.code, **answer.values)
        if not isinstance(answer.result, kind):
            raise TypeError(f"asked for {kind.__name__}, got {type(answer.result).__name__}")
        return answer.result

    async def _answer(self, order: Order) -> Answer:
        raise NotImplementedError


class ThreadDarkroom(_Orders):
    """Works in a thread of this process: quick to start, for tests and scripts on own pictures."""

    async def _answer(self, order: Order) -> Answer:
        return await asyncio.to_thread(do, order)

    async def close(self) -> None:
        """Nothing to close."""


class ChildDarkroom(_Orders):
    """Works in child processes with little memory, no files and no environment.

    A picture that crashes its child, fills its memory or takes longer than `seconds` is refused as
    media.too_hard; the next one finds a fresh child. More than `queue` waiting: media.busy.
    """

    def __init__(
        self, children: int = 2, *, seconds: float = 20, megabytes: int = 1024, queue: int = 40
    ) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._queue = queue
        self._waiting = 0
        self._turn = asyncio.Semaphore(children)
        self._idle: list[asyncio.subprocess.Process] = []

    async def _answer(self, order: Order) -> Answer:
        if self._waiting >= self._queue:
            raise Refusal("media.busy")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._hand_over(order)
        finally:
            self._waiting -= 1

    async def _hand_over(self, order: Order) -> Answer:
        child = await self._living()
        try:
            async with asyncio.timeout(self._seconds):
                answer = await _exchange(child, encoder.encode(order))
        except (TimeoutError, OSError, asyncio.IncompleteReadError, msgspec.DecodeError):
            await _end(child)
            return Refused("media.too_hard", {})
        except BaseException:
            await _end(child)
            raise
        self._idle.append(child)
        return answer

    async def _living(self) -> asyncio.subprocess.Process:
        while self._idle:
            child = self._idle.pop()
            if child.returncode is None:
                return child
        return await self._start()

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "serai.media._child",
            str(self._megabytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
            start_new_session=True,  # Ctrl+C is for the server, which then ends its children
        )

    async def close(self) -> None:
        """End the children that wait for work."""
        while self._idle:
            await _end(self._idle.pop())


async def _exchange(child: asyncio.subprocess.Process, body: bytes) -> Answer:
    if child.stdin is None or child.stdout is None:
        raise OSError("the child has no pipes")
    child.stdin.write(len(body).to_bytes(HEADER, "big") + body)
    await child.stdin.drain()
    size = int.from_bytes(await child.stdout.readexactly(HEADER), "big")
    answer: Answer = decoder.decode(await child.stdout.readexactly(size))
    return answer


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        child.kill()
    if child.stdin is not None:
        child.stdin.close()
    await child.wait()
