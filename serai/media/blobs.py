"""Where finished files are kept: under the hash of what is in them, in a folder or in memory."""

import asyncio
import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

ADDRESS = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,5}")
"""What an address looks like: SHA-256 of the content in hex, and a suffix that says its kind."""


_HALF = ".new-"  # how the name of a file begins until all of it is there


def address_of(data: bytes, suffix: str) -> str:
    """The address `data` will have; the same content always has the same one."""
    address = hashlib.sha256(data).hexdigest() + suffix
    if not ADDRESS.fullmatch(address):
        raise ValueError(f"{suffix!r} is no suffix of a blob")
    return address


SHELVES = 256
"""Blobs are looked through a shelf at a time: those whose hash begins with the same two letters."""


class Blobs(Protocol):
    """Files by content. Every implementation passes tests/media/test_blobs.py."""

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data`, all of it or nothing, and answer its address; twice is once, and anew."""
        ...

    async def get(self, address: str) -> bytes | None:
        """The content, or None where nothing is kept under `address`."""
        ...

    async def exists(self, address: str) -> bool:
        """Whether something is kept under `address`."""
        ...

    async def delete(self, address: str) -> None:
        """Forget the content; deleting what is not there is no error."""
        ...

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before `before` (epoch microseconds), of one of `SHELVES` shelves."""
        ...

    def path(self, address: str) -> Path | None:
        """A file to serve in parts, where there is one on this machine."""
        ...


class MemoryBlobs:
    """Blobs that live as long as the process: for tests."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}
        self._put_at: dict[str, int] = {}

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data`."""
        address = address_of(data, suffix)
        self._kept[address] = data
        self._put_at[address] = time.time_ns() // 1_000
        return address

    async def get(self, address: str) -> bytes | None:
        """The content, or None."""
        return self._kept.get(address)

    async def exists(self, address: str) -> bool:
        """Whether it is kept."""
        return address in self._kept

    async def delete(self, address: str) -> None:
        """Forget it."""
        self._kept.pop(address, None)

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before that."""
        begin = f"{shelf:02x}"
        return [one for one in self._kept if one[:2] == begin and self._put_at[one] < before]

    def path(self, address: str) -> Path | None:  # noqa: ARG002 - the protocol's signature
        """Nothing here is a file."""
        return None


class FolderBlobs:
    """Blobs as files in a folder, two letters of the hash a level, written whole by a rename."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data` on disk before answering."""
        address = address_of(data, suffix)
        await asyncio.to_thread(self._write, self._file(address), data)
        return address

    async def get(self, address: str) -> bytes | None:
        """The content, or None."""
        return await asyncio.to_thread(self._read, address)

    async def exists(self, address: str) -> bool:
        """Whether it is kept."""
        return self.path(address) is not None

    async def delete(self, address: str) -> None:
        """Forget it."""
        if path := self.path(address):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before that; what a kill left half written goes at once."""
        return await asyncio.to_thread(self._old, shelf, before)

    def path(self, address: str) -> Path | None:
        """The file, or None; an address that is none (`../secret`) is never looked up."""
        if not ADDRESS.fullmatch(address):
            return None
        path = self._file(address)
        return path if path.is_file() else None

    def _file(self, address: str) -> Path:
        return self._root / address[:2] / address[2:4] / address

    def _read(self, address: str) -> bytes | None:
        path = self.path(address)
        try:
            return path.read_bytes() if path else None
        except FileNotFoundError:  # deleted between the two
            return None

    def _old(self, shelf: int, before: int) -> list[str]:
        old: list[str] = []
        for path in (self._root / f"{shelf:02x}").glob("*/*"):
            with suppress(FileNotFoundError):  # deleted or renamed between the two
                if path.stat().st_mtime_ns // 1_000 >= before:
                    continue
                if path.name.startswith(_HALF):
                    path.unlink()
                else:
                    old.append(path.name)
        return old

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        if path.is_file():
            path.touch()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_HALF, delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        Path(file.name).replace(path)
