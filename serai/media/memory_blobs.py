"""Blobs in memory, which live as long as the process: for tests."""

from collections.abc import AsyncGenerator
from pathlib import Path

from serai.kernel import Clock, Refusal, SystemClock
from serai.media.blobs import PIECE, address_of, shelf_of


class MemoryBlobs:
    """Files in a dictionary, put at the times that `clock` says."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._kept: dict[str, bytes] = {}
        self._put_at: dict[str, int] = {}

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data`."""
        address = address_of(data, suffix)
        self._kept[address] = data
        self._put_at[address] = self._clock.now()
        return address

    async def put_file(self, path: Path, suffix: str) -> str:
        """Keep what is in the file."""
        return await self.put(path.read_bytes(), suffix)  # noqa: ASYNC240 - small files of tests

    async def get(self, address: str) -> bytes | None:
        """The content, or None."""
        return self._kept.get(address)

    async def size(self, address: str) -> int | None:
        """How many bytes."""
        data = self._kept.get(address)
        return None if data is None else len(data)

    async def stream(self, address: str, begin: int, end: int) -> AsyncGenerator[bytes]:
        """A part of it."""
        data = self._kept.get(address)
        if data is None:
            raise Refusal("media.file_gone")
        end = min(end, len(data))
        for at in range(begin, end, PIECE):
            yield data[at : min(at + PIECE, end)]

    async def exists(self, address: str) -> bool:
        """Whether it is kept."""
        return address in self._kept

    async def delete(self, address: str, put_by: int | None = None) -> None:
        """Forget it, unless it was put after that."""
        if put_by is None or self._put_at.get(address, 0) <= put_by:
            self._kept.pop(address, None)

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before that."""
        begin = f"{shelf:02x}"
        return [a for a in self._kept if shelf_of(a) == begin and self._put_at[a] < before]

    def path(self, address: str) -> Path | None:  # noqa: ARG002 - the protocol's signature
        """Nothing here is a file."""
        return None
