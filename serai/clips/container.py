"""Which reader a file needs, by its first bytes; its name and declared type are not asked.

Only these readers are ever opened. None of them is a playlist, a list of files or a protocol, so
no file can send us to another one.
"""

from typing import Final, Literal

Container = Literal["mov", "matroska", "mpegts", "gif", "png", "webp"]

HEAD: Final = 1024
"""Bytes of a file's beginning that `sniff` asks for."""

PICTURES: Final = frozenset({"gif", "png", "webp"})
"""Pictures that may move."""

_FIRST_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_STILL_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"jxl ", b"crx "}
)
_SYNC: Final = 0x47
_PACKETS: Final = ((188, 0), (192, 4))
"""Bytes from packet to packet in a transport stream, and where the first sync byte stands."""


def sniff(head: bytes) -> Container | None:
    """The reader for a file that begins with `head`, None for what is no clip to us."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head[4:8] in _FIRST_BOXES:
        return None if head[8:12] in _STILL_BRANDS else "mov"
    if _is_transport(head):
        return "mpegts"
    return _picture(head)


def _is_transport(head: bytes) -> bool:
    return any(
        len(head) > first + 2 * step
        and all(head[first + n * step] == _SYNC for n in range(len(head) // step))
        for step, first in _PACKETS
    )


def _picture(head: bytes) -> Container | None:
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return None
