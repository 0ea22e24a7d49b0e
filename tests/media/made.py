"""Pictures made for tests, each with one property worth testing."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener(thumbnails=False)


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def plain(width: int = 64, height: int = 48, colour: str = "#808080") -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def corner(width: int = 96, height: int = 64) -> Image.Image:
    """White, its upper left quarter red: whichever way it is turned shows."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def moving(kind: str) -> bytes:
    frames = [plain(colour=colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80)


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is `width` by `height`."""
    return png_of(_size(width, height), (b"IDAT", zlib.compress(b"\0" * 1000)))


def png_of_hot_air(name: bytes) -> bytes:
    """A small PNG with a profile or a text (iCCP, zTXt) that unpacks to 200 megabytes."""
    packer = zlib.compressobj(9)
    air = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(200)), packer.flush()])
    pixels = zlib.compress((b"\0" + bytes(3 * 64)) * 48)
    return png_of(_size(64, 48), (name, b"air\0\0" + air), (b"IDAT", pixels))


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    packed = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in (*chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _size(width: int, height: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
