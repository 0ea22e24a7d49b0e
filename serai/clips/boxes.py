"""The boxes an MP4 file is made of (ISO/IEC 14496-12), walked without reading what they hold."""

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from msgspec import Struct

Read = Callable[[int, int], bytes]
"""Bytes from an offset, so many or fewer where the file ends."""

SHORT: Final = 8
LONG: Final = 16
_FULL: Final = 4
"""Bytes of version and flags that begin a full box."""

_MOST: Final = 100_000
"""Boxes side by side that anybody has a reason for."""


class Box(Struct, frozen=True):
    """Four letters, where the box begins, where its content begins and where it ends."""

    kind: bytes
    begin: int
    content: int
    end: int

    @property
    def size(self) -> int:
        """Bytes of all of it."""
        return self.end - self.begin


def of_bytes(data: bytes) -> Read:
    """Read from memory."""
    return lambda at, size: data[at : at + size]


def of_file(file: BinaryIO) -> Read:
    """Read from a file by offset, leaving its position alone."""
    return lambda at, size: os.pread(file.fileno(), size, at)


def boxes(read: Read, begin: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets; the walk ends at the first one that does not fit."""
    for _ in range(_MOST):
        head = read(begin, LONG)
        if len(head) < SHORT or begin + SHORT > end:
            return
        size, content = int.from_bytes(head[:4], "big"), begin + SHORT
        if size == 1:
            size, content = int.from_bytes(head[8:LONG], "big"), begin + LONG
        elif size == 0:  # the last one goes on to the end
            size = end - begin
        if begin + size > end or begin + size < content:
            return
        yield Box(head[4:8], begin, content, begin + size)
        begin += size


def find(read: Read, within: Box, *path: bytes) -> Iterator[Box]:
    """Every box at a path of kinds below another one."""
    kind, *rest = path
    for box in boxes(read, within.content, within.end):
        if box.kind == kind:
            yield from find(read, box, *rest) if rest else (box,)


def whole(size: int) -> Box:
    """A file, as the box around all its boxes."""
    return Box(b"file", 0, 0, size)


def make(kind: bytes, *parts: bytes) -> bytes:
    """A box with this content."""
    content = b"".join(parts)
    return (SHORT + len(content)).to_bytes(4, "big") + kind + content


def version(read: Read, box: Box) -> int:
    """The version of a full box, 0 where it is cut short."""
    return int.from_bytes(read(box.content, 1), "big")


def flags(read: Read, box: Box) -> int:
    """The flags of a full box."""
    return int.from_bytes(read(box.content + 1, 3), "big")


def number(read: Read, at: int, size: int = 4) -> int:
    """A number at an offset."""
    return int.from_bytes(read(at, size), "big")


def after_flags(box: Box) -> int:
    """Where the content of a full box begins."""
    return box.content + _FULL
