"""Files made to hurt whoever opens them, built by code: name, bytes, and what becomes of each.

`None` means that the picture itself is fine: it is taken, and nothing of the payload is served.
"""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

from tests.media.made import corner, moving, plain, png_header, png_of, png_of_hot_air, saved

PAYLOAD: Final = b"<script>alert('serai-payload')</script>"
JPEG: Final = saved(corner(), "JPEG")
PNG: Final = saved(corner(), "PNG")
WEBP: Final = saved(corner(), "WEBP")
AVIF: Final = saved(corner(), "AVIF")
HEIC: Final = saved(corner(), "HEIF")


def _zip() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("serai-payload.html", PAYLOAD)
    return packed.getvalue()


def _marker(kind: int, body: bytes) -> bytes:
    """A JPEG with one more segment behind its first two bytes."""
    return JPEG[:2] + struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body + JPEG[2:]


def _chunk(name: bytes, body: bytes, *, crc: int | None = None) -> bytes:
    """A PNG with one more chunk behind its header."""
    check = zlib.crc32(name + body) if crc is None else crc
    packed = struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
    return PNG[:33] + packed + PNG[33:]


def _profile(kind: str, **change: bytes) -> bytes:
    """A picture whose colour profile is a real one with a wrong part, or noise."""
    real = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if "size" in change:
        real[:4] = change["size"]
    if "tags" in change:
        real[128:132] = change["tags"]
    if "offset" in change:
        real[136:140] = change["offset"]
    return saved(corner(), kind, icc_profile=bytes(change.get("whole", bytes(real))))


def _box(whole: bytes, name: bytes, at: int, value: bytes) -> bytes:
    """A HEIC or AVIF with other bytes `at` so many bytes behind the name of a box."""
    where = whole.index(name) + at
    return whole[:where] + value + whole[where + len(value) :]


def _frames(kind: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), (n % 256, n // 256, 0)) for n in range(600)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=1)


def _nested_text() -> bytes:
    body = PAYLOAD
    for _ in range(8):
        body = zlib.compress(b"again\0\0" + body)
    return _chunk(b"zTXt", b"again\0\0" + body)


HUGE: Final = b"\xff\xff\xff\xff"

HOSTILE: Final[dict[str, tuple[bytes, str | None]]] = {
    "a GIF that is a script": (b"GIF89a=1;" + PAYLOAD, "media.broken"),
    "a picture that is a zip as well": (JPEG + _zip(), None),
    "a PNG with a page behind it": (PNG + PAYLOAD, None),
    "a WebP with a page behind it": (WEBP + PAYLOAD, None),
    "an AVIF with a page behind it": (AVIF + PAYLOAD, None),
    "a PDF in a JPEG's comment": (_marker(0xFE, b"%PDF-1.7 " + PAYLOAD), None),
    "a script in EXIF": (_marker(0xE1, b"Exif\0\0" + PAYLOAD), None),
    "a page in XMP": (_marker(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PAYLOAD), None),
    "a page in a PNG's text": (_chunk(b"tEXt", b"Comment\0" + PAYLOAD), None),
    "text packed eight times": (_nested_text(), None),
    "an SVG named JPEG": (
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + PAYLOAD,
        "media.not_a_picture",
    ),
    "a page named JPEG": (b"<!doctype html>" + PAYLOAD, "media.not_a_picture"),
    "a zip named JPEG": (_zip(), "media.not_a_picture"),
    "a PDF named JPEG": (b"%PDF-1.7\n" + PAYLOAD, "media.not_a_picture"),
    "nothing": (b"", "media.not_a_picture"),
    "half a JPEG": (JPEG[: len(JPEG) // 2], "media.broken"),
    "half a PNG": (PNG[: len(PNG) // 2], "media.broken"),
    "half an AVIF": (AVIF[: len(AVIF) // 2], "media.broken"),
    "a PNG of four thousand million pixels": (png_header(65_000, 65_000), "media.too_large"),
    "a PNG of no width": (png_header(0, 64), "media.broken"),
    "a PNG with a wrong checksum": (PNG[:29] + b"\0\0\0\0" + PNG[33:], "media.broken"),
    "a PNG whose chunk is endless": (PNG[:33] + b"\x7f\xff\xff\xffIDAT", "media.broken"),
    "a PNG of nothing but chunks": (png_of(*[(b"tEXt", b"a\0b")] * 5000), "media.broken"),
    "a profile of hot air": (png_of_hot_air(b"iCCP"), "media.broken"),
    "a text of hot air": (png_of_hot_air(b"zTXt"), "media.broken"),
    **{
        f"{kind}, a profile with {what}": (_profile(kind, **change), None)
        for kind in ("JPEG", "PNG", "WEBP")
        for what, change in {
            "a wrong size": {"size": HUGE},
            "endless tags": {"tags": HUGE},
            "tags elsewhere": {"offset": HUGE},
            "noise": {"whole": PAYLOAD * 40},
        }.items()
    },
    "a HEIC whose size is wild": (_box(HEIC, b"ispe", 8, HUGE * 2), "media.broken"),
    "an AVIF whose size is wild": (_box(AVIF, b"ispe", 8, HUGE * 2), "media.broken"),
    "a HEIC whose items lie elsewhere": (_box(HEIC, b"iloc", 4, HUGE * 4), "media.broken"),
    "an AVIF whose items lie elsewhere": (_box(AVIF, b"iloc", 4, HUGE * 4), "media.broken"),
    "a HEIC whose box has no end": (_box(HEIC, b"meta", -4, HUGE), "media.broken"),
    "an AVIF whose box has no end": (_box(AVIF, b"meta", -4, HUGE), "media.broken"),
    "six hundred frames of GIF": (_frames("GIF"), None),
    "six hundred frames of WebP": (_frames("WEBP"), None),
    "a moving PNG": (moving("PNG"), None),
    "a moving AVIF": (moving("AVIF"), "media.moving"),
    "a JPEG that says it is huge": (
        JPEG.replace(struct.pack(">HH", 64, 96), HUGE, 1),
        "media.too_large",
    ),
    "a small good one": (saved(plain(), "PNG"), None),
}
