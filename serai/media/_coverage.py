"""Which characters the fonts for covers can draw, read from the fonts' own character maps."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

Range = tuple[int, int]

# Joiners, marks of direction and variation selectors steer their neighbours and draw nothing.
_SILENT = {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)}


def missing(text: str, fonts: tuple[Path, ...]) -> str:
    """The characters of `text`, each once and in order, that none of `fonts` can draw."""
    ranges = _union(fonts)
    lacking = [c for c in text if not (c.isspace() or _covered(ord(c), ranges))]
    return "".join(dict.fromkeys(lacking))


def _covered(code: int, ranges: list[Range]) -> bool:
    at = bisect_right(ranges, (code, 0x110000)) - 1
    return code in _SILENT or (at >= 0 and ranges[at][0] <= code <= ranges[at][1])


@cache
def _union(fonts: tuple[Path, ...]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(found for font in fonts for found in _ranges(font)):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _ranges(path: Path) -> Iterator[Range]:
    """The code ranges of a TrueType, OpenType or collection file (OpenType spec, `cmap`)."""
    data = path.read_bytes()
    first = _number(data, 12, 4) if data[:4] == b"ttcf" else 0
    for i in range(_number(data, first + 4, 2)):
        entry = first + 12 + 16 * i
        if data[entry : entry + 4] == b"cmap":
            yield from _character_map(data, _number(data, entry + 8, 4))


def _character_map(data: bytes, cmap: int) -> Iterator[Range]:
    for i in range(_number(data, cmap + 2, 2)):
        table = cmap + _number(data, cmap + 8 + 8 * i, 4)
        if read := _FORMS.get(_number(data, table, 2)):
            yield from read(data, table)


def _groups(data: bytes, table: int) -> Iterator[Range]:
    count = _number(data, table + 12, 4)
    for start, end, _glyph in struct.iter_unpack(
        ">LLL", data[table + 16 : table + 16 + 12 * count]
    ):
        yield start, end


def _segments(data: bytes, table: int) -> Iterator[Range]:
    double = _number(data, table + 6, 2)
    ends = struct.unpack_from(f">{double // 2}H", data, table + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, table + 16 + double)
    yield from list(zip(starts, ends, strict=True))[:-1]  # the last one only ends the list


_FORMS: dict[int, Callable[[bytes, int], Iterator[Range]]] = {4: _segments, 12: _groups}


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")
