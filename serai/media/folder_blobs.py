"""Blobs as files in a folder, two letters of the hash a level, whole or not at all."""

import asyncio
import fcntl
import os
import secrets
import shutil
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from serai.kernel import Refusal
from serai.media.blobs import ADDRESS, PIECE, address_of, address_of_file, shelf_of

_HALF: Final = ".new-"  # how the name of a file begins until all of it is there
_TURN: Final = ".turn"  # one on each shelf: who holds it puts or deletes there, in any process


class FolderBlobs:
    """Files in a folder that any number of processes of this machine share."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data` on disk before answering."""
        address = address_of(data, suffix)
        await asyncio.to_thread(self._keep, address, lambda half: _write(data, half))
        return address

    async def put_file(self, path: Path, suffix: str) -> str:
        """Keep the file: linked where it lies on the same disk, else copied."""
        return await asyncio.to_thread(self._keep_file, path, suffix)

    async def get(self, address: str) -> bytes | None:
        """The content, or None."""
        return await asyncio.to_thread(self._read, address)

    async def size(self, address: str) -> int | None:
        """How many bytes."""
        path = self.path(address)
        try:
            return path.stat().st_size if path else None
        except FileNotFoundError:  # deleted between the two
            return None

    async def stream(self, address: str, begin: int, end: int) -> AsyncGenerator[bytes]:
        """A part of it, read in another thread a piece at a time."""
        file = await asyncio.to_thread(self._open, address, begin)
        try:
            while begin < end and (
                piece := await asyncio.to_thread(file.read, min(PIECE, end - begin))
            ):
                begin += len(piece)
                yield piece
        finally:
            file.close()

    async def exists(self, address: str) -> bool:
        """Whether it is kept."""
        return self.path(address) is not None

    async def delete(self, address: str, put_by: int | None = None) -> None:
        """Forget it, unless it was put after that."""
        if path := self.path(address):
            await asyncio.to_thread(self._delete, path, put_by)

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
        return self._root / shelf_of(address) / address[2:4] / address

    def _read(self, address: str) -> bytes | None:
        path = self.path(address)
        try:
            return path.read_bytes() if path else None
        except FileNotFoundError:  # deleted between the two
            return None

    def _open(self, address: str, begin: int) -> BinaryIO:
        path = self.path(address)
        try:
            if path is None:
                raise Refusal("media.file_gone")
            file = path.open("rb", buffering=0)
        except FileNotFoundError as wrong:
            raise Refusal("media.file_gone") from wrong
        file.seek(begin)
        return file

    def _keep_file(self, path: Path, suffix: str) -> str:
        address = address_of_file(path, suffix)
        self._keep(address, lambda half: _link_or_copy(path, half))
        return address

    def _keep(self, address: str, write: Callable[[Path], object]) -> None:
        """Let `write` make the file under another name, then give it its own."""
        path = self._file(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._renewed(path):
            return
        half = path.with_name(_HALF + secrets.token_hex(8))
        try:
            write(half)
            with half.open("rb") as file:
                os.fsync(file.fileno())
            os.utime(half)
            with self._alone(path):
                half.replace(path)
        finally:
            half.unlink(missing_ok=True)

    def _renewed(self, path: Path) -> bool:
        """Whether it is there already, and counts as put now."""
        with self._alone(path):
            try:
                os.utime(path)
            except FileNotFoundError:
                return False
            return True

    def _delete(self, path: Path, put_by: int | None) -> None:
        with self._alone(path), suppress(FileNotFoundError):
            if put_by is None or _put_at(path) <= put_by:
                path.unlink()

    def _old(self, shelf: int, before: int) -> list[str]:
        old: list[str] = []
        for path in (self._root / f"{shelf:02x}").glob("*/*"):
            with suppress(FileNotFoundError):  # deleted or renamed between the two
                if _put_at(path) >= before:
                    continue
                if path.name.startswith(_HALF):
                    path.unlink()
                else:
                    old.append(path.name)
        return old

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """One at a time on the shelf of `path`: nobody deletes what is being put anew."""
        with (self._root / shelf_of(path.name) / _TURN).open("ab") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield


def _put_at(path: Path) -> int:
    return path.stat().st_mtime_ns // 1_000


def _write(data: bytes, half: Path) -> None:
    half.touch(mode=0o600)
    half.write_bytes(data)


def _link_or_copy(path: Path, half: Path) -> None:
    try:
        os.link(path, half)
    except OSError:  # another disk, or one that knows no links
        half.touch(mode=0o600)
        shutil.copyfile(path, half)
