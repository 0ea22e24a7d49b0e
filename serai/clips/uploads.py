"""Files on their way in: what has arrived of each stays, so that the rest may come later."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from serai.kernel import ClipId, Refusal

GATHERED: Final = 1 << 20
"""Bytes that are written at once."""

SPARE: Final = 500_000_000
"""Bytes of the disk that uploads leave free for everything else."""

_SUFFIX: Final = ".part"


class Uploads:
    """One file a clip in a folder, as long as what has arrived of it.

    Whoever comes to go on with a file takes it over from whoever wrote it before: a line that went
    dead may look alive from here for minutes.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._writers: dict[ClipId, object] = {}

    def path(self, which: ClipId) -> Path:
        """Where the file is or will be."""
        return self._root / f"{which}{_SUFFIX}"

    async def arrived(self, which: ClipId) -> int:
        """How many bytes of it are here."""
        return await asyncio.to_thread(_length, self.path(which))

    async def make_room(self, size: int) -> None:
        """Raise `Refusal` clip.no_room where the disk cannot hold `size` more bytes."""
        self._root.mkdir(parents=True, exist_ok=True)
        free = (await asyncio.to_thread(shutil.disk_usage, self._root)).free
        if free < size + SPARE:
            raise Refusal("clip.no_room")

    async def append(
        self, which: ClipId, offset: int, size: int, pieces: AsyncIterator[bytes]
    ) -> int:
        """Go on with a file of `size` bytes at `offset`; answers how many bytes are here then.

        What arrived before `pieces` broke off is kept. Raises `Refusal` clip.wrong_offset where
        another number of bytes is here, clip.too_much where more come than `size`, and
        clip.taken_over where somebody else goes on with it.
        """
        me = object()
        self._writers[which] = me
        self._root.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path(which), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            here = os.fstat(file).st_size
            if here != offset:
                raise Refusal("clip.wrong_offset", arrived=here)
            async for data in _gathered(pieces):
                if self._writers.get(which) is not me:
                    raise Refusal("clip.taken_over")
                if here + len(data) > size:
                    raise Refusal("clip.too_much")
                await asyncio.to_thread(_write, file, data, here)
                here += len(data)
            return here
        finally:
            os.close(file)
            if self._writers.get(which) is me:
                del self._writers[which]

    async def forget(self, which: ClipId) -> None:
        """Let go of whatever has arrived."""
        self._writers.pop(which, None)
        await asyncio.to_thread(self.path(which).unlink, missing_ok=True)

    async def old(self, age: float) -> list[ClipId]:
        """Those of which nothing has arrived for `age` seconds."""
        return await asyncio.to_thread(self._old, time.time() - age)

    def _old(self, before: float) -> list[ClipId]:
        found: list[ClipId] = []
        for path in self._root.glob(f"*{_SUFFIX}"):
            which = ClipId.parse(path.name.removesuffix(_SUFFIX))
            with suppress(FileNotFoundError):  # it went to its place meanwhile
                if which is not None and path.stat().st_mtime < before:
                    found.append(which)
        return found


async def _gathered(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in larger pieces; what is left when they break off comes before the break."""
    held = bytearray()
    try:
        async for piece in pieces:
            held += piece
            if len(held) >= GATHERED:
                yield bytes(held)
                held.clear()
    except BaseException as broken:
        if held and isinstance(broken, Exception):
            yield bytes(held)
        raise
    if held:
        yield bytes(held)


def _write(file: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    while view:
        done = os.pwrite(file, view, at)
        view, at = view[done:], at + done


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
