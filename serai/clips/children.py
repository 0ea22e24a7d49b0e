"""The studio that trusts no file: a process for each order, which can open nothing."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO, Final

import msgspec

from serai.clips._work import HEADER, Answer, Order, Refused, Spent, Told, answers, encoder
from serai.clips.limits import StepLimits
from serai.clips.studio import Orders, Tell

_GRACE: Final = 60
"""Seconds that a host may take to bear a child."""

_ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""All that the processes know of theirs: a process that forks has no threads."""

_LOST: Final = (TimeoutError, OSError, EOFError, msgspec.DecodeError)


class ChildStudio(Orders):
    """Works in a child process for each order, which can open neither files nor sockets.

    The children come of one host, which has imported what they need. A clip that crashes its
    child, fills its memory or takes longer than its limits is refused as clip.too_hard. At most
    `children` work at a time; the others wait. `spent` is what the last one took.
    """

    def __init__(self, limits: StepLimits | None = None, children: int = 2) -> None:
        self.spent: Spent | None = None
        self._limits = limits or StepLimits()
        self._turn = asyncio.Semaphore(children)
        self._starting = asyncio.Lock()
        self._host: tuple[asyncio.subprocess.Process, socket.socket] | None = None

    async def _answer(
        self, order: Order, file: BinaryIO, outs: Sequence[BinaryIO], told: Tell
    ) -> Answer:
        async with self._turn:
            talk = await self._bear([file, *outs])
            child: tuple[int, int] | None = None
            try:
                child = await asyncio.wait_for(_begun(talk), _GRACE)
                async with asyncio.timeout(self._limits.wall_seconds):
                    answer, self.spent = await _exchange(talk, encoder.encode(order), told)
                    return answer
            except _LOST:
                return Refused("clip.too_hard", {})
            finally:
                talk.close()
                if child is not None:
                    _end(*child)

    async def _bear(self, files: Sequence[BinaryIO]) -> socket.socket:
        """A child that holds these files and waits for its order."""
        async with self._starting:
            if self._host is not None and self._host[0].returncode is not None:
                await self.close()
            if self._host is None:
                self._host = await _start()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - its name is not ours
        said = msgspec.json.encode(self._limits)
        with theirs:
            numbers = [theirs.fileno(), *(one.fileno() for one in files)]
            socket.send_fds(self._host[1], [said], numbers)
        return ours

    async def close(self) -> None:
        """End the host, and with it whatever works."""
        if self._host is not None:
            process, door = self._host
            self._host = None
            door.close()
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _start() -> tuple[asyncio.subprocess.Process, socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "serai.clips._host",
            str(theirs.fileno()),
            str(os.getpid()),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=_ENVIRONMENT,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl+C is for the server, which then ends its children
        )
    return process, ours


async def _begun(talk: socket.socket) -> tuple[int, int]:
    """The child's number, and a handle that stays its own when the number is used again."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Future[None] = loop.create_future()

    def wake() -> None:
        if not ready.done():
            ready.set_result(None)

    loop.add_reader(talk, wake)
    try:
        await ready
    finally:
        loop.remove_reader(talk)
    number, handles, _, _ = socket.recv_fds(talk, HEADER, 1)
    if not handles:
        raise EOFError("the child ended before it began")
    return int.from_bytes(number, "big"), handles[0]


async def _exchange(talk: socket.socket, order: bytes, told: Tell) -> tuple[Answer, Spent | None]:
    loop, spent = asyncio.get_running_loop(), None
    await loop.sock_sendall(talk, len(order).to_bytes(HEADER, "big") + order)
    while True:
        size = int.from_bytes(await _exactly(talk, HEADER), "big")
        message: Told | Spent | Answer = answers.decode(await _exactly(talk, size))
        if isinstance(message, Told):
            told(message.share)
        elif isinstance(message, Spent):
            spent = message
        else:
            return message, spent


async def _exactly(talk: socket.socket, size: int) -> bytes:
    loop, got = asyncio.get_running_loop(), bytearray()
    while len(got) < size:
        more = await loop.sock_recv(talk, min(size - len(got), 1 << 20))
        if not more:
            raise EOFError("the child ended")
        got += more
    return bytes(got)


def _end(number: int, handle: int) -> None:
    """The child and whatever it may have started: it leads a group of its own."""
    with suppress(ProcessLookupError, PermissionError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.killpg(number, signal.SIGKILL)
    os.close(handle)
