"""Where finished files are kept, under the hash of what is in them: what every such place can."""

import hashlib
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final, Protocol

ADDRESS: Final = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,5}")
"""What an address looks like: SHA-256 of the content in hex, and a suffix that says its kind."""

SHELVES: Final = 256
"""Blobs are looked through a shelf at a time: those whose hash begins with the same two letters."""

MEDIA_TYPES: Final = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
}
"""What a blob may be served as, by the suffix of its address."""

BYTES: Final = "application/octet-stream"
"""What any other blob is served as: something to be saved, not shown."""

PIECE: Final = 256 * 1024
"""How many bytes of a stream are in memory at once, at most."""


def address_of(data: bytes, suffix: str) -> str:
    """The address `data` will have; the same content always has the same one."""
    return _checked(hashlib.sha256(data).hexdigest(), suffix)


def address_of_file(path: Path, suffix: str) -> str:
    """The same for a file, which is read in pieces; blocks while it reads."""
    with path.open("rb") as file:
        return _checked(hashlib.file_digest(file, "sha256").hexdigest(), suffix)


def shelf_of(address: str) -> str:
    """The shelf on which an address stands, as the beginning of a name."""
    return address[:2]


def _checked(digest: str, suffix: str) -> str:
    address = digest + suffix
    if not ADDRESS.fullmatch(address):
        raise ValueError(f"{suffix!r} is no suffix of a blob")
    return address


class Blobs(Protocol):
    """Files by content. Every implementation passes tests/media/test_blobs.py.

    A place that does not answer raises `Refusal` media.store_down, from every verb.
    """

    async def put(self, data: bytes, suffix: str) -> str:
        """Keep `data`, all of it or nothing, and answer its address; twice is once, and anew."""
        ...

    async def put_file(self, path: Path, suffix: str) -> str:
        """Keep a file that is handed over, as `put` does; never all of it in memory.

        It stays where it is for whoever made it to remove, and nobody writes into it any more: a
        folder on the same disk links it.
        """
        ...

    async def get(self, address: str) -> bytes | None:
        """The content, or None where nothing is kept under `address`."""
        ...

    async def size(self, address: str) -> int | None:
        """How many bytes it has, or None where nothing is kept."""
        ...

    def stream(self, address: str, begin: int, end: int) -> AsyncGenerator[bytes]:
        """The bytes from `begin` to before `end`, in pieces of at most `PIECE`.

        Raises `Refusal` media.file_gone where nothing is kept.
        """
        ...

    async def exists(self, address: str) -> bool:
        """Whether something is kept under `address`."""
        ...

    async def delete(self, address: str, put_by: int | None = None) -> None:
        """Forget the content, unless it was put after `put_by` (epoch microseconds).

        Deleting what is not there is no error.
        """
        ...

    async def old(self, shelf: int, before: int) -> list[str]:
        """What was last put before `before` (epoch microseconds), of one of `SHELVES` shelves."""
        ...

    def path(self, address: str) -> Path | None:
        """The file itself to read, where it lies on this machine; see `at_hand`."""
        ...
