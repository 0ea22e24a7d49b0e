"""The film inside a photo: phones append an MP4 to a JPEG or a HEIC of what moved. Pure rules."""

import io
import re
from collections.abc import Iterator
from typing import Final

from serai.clips._moving import is_animated as _moves
from serai.clips.boxes import SHORT, after_flags, boxes, find, number, of_bytes, version, whole
from serai.clips.container import HEAD, sniff

_DESCRIPTION: Final = 1 << 18
"""Bytes from the beginning in which a photo speaks of itself."""

_OFFSET: Final = re.compile(rb"MicroVideoOffset(?:=[\"']|>)\s*(\d{1,10})")
_ITEM: Final = re.compile(rb"<[^<>]*Semantic\s*=\s*[\"']MotionPhoto[\"'][^<>]*>")
_LENGTH: Final = re.compile(rb"Length\s*=\s*[\"'](\d{1,10})[\"']")
_SAMSUNG: Final = b"MotionPhoto_Data"
_PARTS: Final = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"moof", b"mfra"}
)


def motion_in(data: bytes) -> slice | None:
    """Where in a photo its MP4 lies, None for a photo that does not move."""
    for at in _hints(data):
        if 0 < at < len(data) and data[at + 4 : at + SHORT] == b"ftyp":
            end = _end(data, at)
            if end is not None and sniff(data[at : at + HEAD]) == "mov":
                return slice(at, end)
    return None


def is_animated(data: bytes) -> bool:
    """Whether a GIF, PNG or WebP has more than one frame."""
    return _moves(io.BytesIO(data))


def seconds_of(film: bytes) -> float:
    """How long an MP4 says it is; 0 where it does not say."""
    read = of_bytes(film)
    for head in find(read, whole(len(film)), b"moov", b"mvhd"):
        wide = 8 if version(read, head) == 1 else 4
        at = after_flags(head) + 2 * wide
        return number(read, at + 4, wide) / (number(read, at) or 1)
    return 0


def _hints(data: bytes) -> Iterator[int]:
    """Offsets at which the photo says that its film begins: Google's ways, then Samsung's."""
    said = data[:_DESCRIPTION]
    for found in _OFFSET.finditer(said):
        yield len(data) - int(found[1])
    for item in _ITEM.finditer(said):
        if length := _LENGTH.search(item[0]):
            yield len(data) - int(length[1])
    if (marker := data.rfind(_SAMSUNG)) >= 0:
        yield marker + len(_SAMSUNG)
    if data[4:SHORT] == b"ftyp":
        for box in boxes(of_bytes(data), 0, len(data)):
            if box.kind == b"mpvd":
                yield box.content


def _end(data: bytes, begin: int) -> int | None:
    """Where the boxes end that make up a film; None where pictures or their list are missing."""
    end, kinds = begin, set[bytes]()
    for box in boxes(of_bytes(data), begin, len(data)):
        if box.kind not in _PARTS:
            break
        kinds.add(box.kind)
        end = box.end
    return end if {b"moov", b"mdat"} <= kinds else None
