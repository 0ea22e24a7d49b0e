"""What the first boxes of a fragmented MP4 and those of each fragment say."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from serai.clips.boxes import (
    Box,
    Read,
    after_flags,
    boxes,
    find,
    flags,
    make,
    number,
    of_bytes,
    whole,
)
from serai.clips.boxes import version as version_of

_VISUAL: Final = 78
"""Bytes of a sample entry before the boxes inside it."""

_BASE_OFFSET, _DESCRIPTION, _DURATION = 0x1, 0x2, 0x8
_DATA_OFFSET, _FIRST_FLAGS = 0x1, 0x4
_EACH: Final = (0x100, 0x200, 0x400, 0x800)
"""Flags of a run of samples: each sample's duration, size, flags and time of showing follow."""


class Movie(Struct, frozen=True):
    """The track of pictures, ticks a second of it and of the film, and where its length stands."""

    track: int
    scale: int
    movie_scale: int
    length_at: int
    scales: dict[int, int]
    durations: dict[int, int]
    codecs: str


class Part(Struct, frozen=True):
    """A fragment: when its pictures begin and how long they last, in ticks; the second it ends."""

    begin: int
    length: int
    ends: float


def with_length(moov: bytes) -> bytes:
    """The box with a place for the length of all fragments (mehd), which the muxer leaves out."""
    read = of_bytes(moov)
    outer = next(boxes(read, 0, len(moov)))
    mvex = next(find(read, outer, b"mvex"))
    mehd = make(b"mehd", (1 << 24).to_bytes(4, "big"), bytes(8))
    grown = bytearray(moov[: mvex.content] + mehd + moov[mvex.content :])
    for box in (outer, mvex):
        grown[box.begin : box.begin + 4] = (box.size + len(mehd)).to_bytes(4, "big")
    return bytes(grown)


def read(head: bytes) -> Movie:
    """What ftyp and moov say."""
    read, all_of_it = of_bytes(head), whole(len(head))
    moov = next(find(read, all_of_it, b"moov"))
    tracks = [_track(read, box) for box in find(read, moov, b"trak")]
    pictures = next(track for track in tracks if track.kind == b"vide")
    trex = list(find(read, moov, b"mvex", b"trex"))
    return Movie(
        track=pictures.id,
        scale=pictures.scale,
        movie_scale=_scale(read, next(find(read, moov, b"mvhd"))),
        length_at=after_flags(next(find(read, moov, b"mvex", b"mehd"))),
        scales={track.id: track.scale for track in tracks},
        durations={
            number(read, after_flags(one)): number(read, after_flags(one) + 8) for one in trex
        },
        codecs=",".join(track.codec for track in tracks),
    )


def part(moof: bytes, movie: Movie) -> Part:
    """What a fragment says of its pictures, and when the last of its tracks ends."""
    read, begin, length, ends = of_bytes(moof), 0, 0, 0.0
    for traf in find(read, whole(len(moof)), b"moof", b"traf"):
        track, started, lasts = _run(read, traf, movie)
        ends = max(ends, (started + lasts) / movie.scales[track])
        if track == movie.track:
            begin, length = started, lasts
    return Part(begin, length, ends)


def lengths(parts: Sequence[Part]) -> list[int]:
    """Ticks from each fragment to the next; the last one lasts as long as its pictures."""
    begins = [one.begin for one in parts]
    steps = [after - before for before, after in pairwise(begins)]
    return [*steps, parts[-1].length]


class _Track(Struct, frozen=True):
    id: int
    kind: bytes
    scale: int
    codec: str


def _track(read: Read, trak: Box) -> _Track:
    tkhd = next(find(read, trak, b"tkhd"))
    handler = next(find(read, trak, b"mdia", b"hdlr"))
    table = next(find(read, trak, b"mdia", b"minf", b"stbl", b"stsd"))
    entry = next(boxes(read, after_flags(table) + 4, table.end))
    return _Track(
        id=number(read, after_flags(tkhd) + (16 if version_of(read, tkhd) else 8)),
        kind=read(after_flags(handler) + 4, 4),
        scale=_scale(read, next(find(read, trak, b"mdia", b"mdhd"))),
        codec=_codec(read, entry),
    )


def _scale(read: Read, header: Box) -> int:
    """Ticks a second, of mvhd and mdhd."""
    return number(read, after_flags(header) + (16 if version_of(read, header) else 8))


def _codec(read: Read, entry: Box) -> str:
    """A name by RFC 6381 of what our muxer writes."""
    if entry.kind == b"mp4a":
        return "mp4a.40.2"
    for inner in boxes(read, entry.content + _VISUAL, entry.end):
        if inner.kind == b"avcC":
            return f"avc1.{read(inner.content + 1, 3).hex()}"
    raise ValueError(f"no name for {entry.kind!r}")


def _run(read: Read, traf: Box, movie: Movie) -> tuple[int, int, int]:
    """Of a track in a fragment: its id, when it begins, how long it lasts, in its ticks."""
    header = next(find(read, traf, b"tfhd"))
    track, at, said = (
        number(read, after_flags(header)),
        after_flags(header) + 4,
        flags(read, header),
    )
    at += (8 if said & _BASE_OFFSET else 0) + (4 if said & _DESCRIPTION else 0)
    usual = number(read, at) if said & _DURATION else movie.durations.get(track, 0)
    time = next(find(read, traf, b"tfdt"))
    begin = number(read, after_flags(time), 8 if version_of(read, time) else 4)
    return track, begin, sum(_lasts(read, run, usual) for run in find(read, traf, b"trun"))


def _lasts(read: Read, run: Box, usual: int) -> int:
    said, at = flags(read, run), after_flags(run)
    count = number(read, at)
    if not said & _EACH[0]:
        return count * usual
    at += 4 + (4 if said & _DATA_OFFSET else 0) + (4 if said & _FIRST_FLAGS else 0)
    step = 4 * sum(1 for each in _EACH if said & each)
    return sum(number(read, at + nth * step) for nth in range(count))
