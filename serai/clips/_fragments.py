"""A fragmented MP4 while it is written: where each fragment stands, and an index before them all.

The muxer writes ftyp, moov and then moof and mdat for each two seconds. The index (sidx, ISO/IEC
14496-12, 8.16.3) must stand before the fragments it lists, so room for it is left and filled at
the end: a player then knows the length and finds any moment with two range requests.
"""

import os
from typing import BinaryIO, Final

from msgspec import Struct

from serai.clips import _movie
from serai.clips.boxes import LONG, SHORT, make

_REFERENCE: Final = 12
_INDEX_HEAD: Final = 40
"""Bytes of an index without its references."""

_STARTS_WITH_KEY: Final = 0x90000000


class Fragment(Struct, frozen=True):
    """Bytes in the file, and seconds of pictures."""

    begin: int
    size: int
    seconds: float


class Layout(Struct, frozen=True):
    """The bytes a player needs first, the fragments, and how players name what is in them."""

    first: int
    fragments: tuple[Fragment, ...]
    codecs: str


class Fragments:
    """A file for the muxer to write to, in order; `finish` fills in the index."""

    def __init__(self, file: BinaryIO, seconds: float) -> None:
        self._file = file
        self._room = _INDEX_HEAD + _REFERENCE * (int(seconds) + 32) + SHORT
        self._pending = bytearray()
        self._through = 0
        self._head = bytearray()
        self._movie: _movie.Movie | None = None
        self._parts: list[tuple[int, _movie.Part]] = []
        self._at = 0

    def write(self, data: bytes) -> int:
        """Take what the muxer has, in whatever pieces."""
        self._pending += data
        while self._pending and self._step():
            pass
        return len(data)

    def _step(self) -> bool:
        if self._through:
            part = self._pending[: self._through]
            self._through -= len(part)
            self._put(part)
            del self._pending[: len(part)]
            return True
        if len(self._pending) < LONG:
            return False
        size, kind = int.from_bytes(self._pending[:4], "big"), bytes(self._pending[4:SHORT])
        if size == 1:
            size = int.from_bytes(self._pending[SHORT:LONG], "big")
        if kind == b"mdat":
            self._through = size
            return True
        if len(self._pending) < size:
            return False
        self._take(kind, bytes(self._pending[:size]))
        del self._pending[:size]
        return True

    def _take(self, kind: bytes, box: bytes) -> None:
        if kind == b"moof":
            if self._movie is None:
                self._movie = self._begin()
            self._parts.append((self._at, _movie.part(box, self._movie)))
            self._put(box)
        elif kind in {b"ftyp", b"moov"}:
            self._head += box if kind == b"ftyp" else _movie.with_length(box)

    def _begin(self) -> _movie.Movie:
        """What comes first, and the room that becomes the index."""
        self._put(self._head)
        self._put(make(b"free", bytes(self._room - SHORT)))
        return _movie.read(bytes(self._head))

    def _put(self, data: bytes | bytearray) -> None:
        self._file.write(data)
        self._at += len(data)

    def finish(self) -> Layout:
        """Write the index and the length, after the muxer is closed."""
        if self._movie is None:
            raise ValueError("the muxer wrote no fragment")
        self._file.flush()
        ends = [begin for begin, _ in self._parts[1:]] + [self._at]
        sizes = [end - begin for (begin, _), end in zip(self._parts, ends, strict=True)]
        ticks = _movie.lengths([one for _, one in self._parts])
        self._write_index(self._movie, sizes, ticks)
        self._write_length(self._movie)
        fragments = tuple(
            Fragment(begin, size, length / self._movie.scale)
            for (begin, _), size, length in zip(self._parts, sizes, ticks, strict=True)
        )
        return Layout(len(self._head), fragments, self._movie.codecs)

    def _write_index(self, movie: _movie.Movie, sizes: list[int], ticks: list[int]) -> None:
        size = _INDEX_HEAD + _REFERENCE * len(sizes)
        left = self._room - size
        if left < SHORT:
            raise ValueError(f"no room for an index of {len(sizes)}")
        references = b"".join(
            one.to_bytes(4, "big") + length.to_bytes(4, "big") + _STARTS_WITH_KEY.to_bytes(4, "big")
            for one, length in zip(sizes, ticks, strict=True)
        )
        index = make(
            b"sidx",
            (1 << 24).to_bytes(4, "big"),
            movie.track.to_bytes(4, "big") + movie.scale.to_bytes(4, "big"),
            self._parts[0][1].begin.to_bytes(8, "big") + left.to_bytes(8, "big"),
            len(sizes).to_bytes(4, "big"),
            references,
        )
        os.pwrite(self._file.fileno(), index + make(b"free", bytes(left - SHORT)), len(self._head))

    def _write_length(self, movie: _movie.Movie) -> None:
        seconds = max(one.ends for _, one in self._parts)
        length = round(seconds * movie.movie_scale).to_bytes(8, "big")
        os.pwrite(self._file.fileno(), length, movie.length_at)
