"""The frames of a picture that moves: GIF, PNG and WebP as Pillow reads them."""

import struct
import zlib
from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO, Final

import numpy as np
from av.video.frame import VideoFrame
from PIL import Image, ImageSequence

from serai.kernel import Refusal

Image.MAX_IMAGE_PIXELS = None  # sizes are checked by our own limits, before a pixel is decoded

FORMATS: Final = ("GIF", "PNG", "WEBP")
_MICRO: Final = Fraction(1, 1_000_000)
_SHORTEST: Final = 20
_USUAL: Final = 100
"""Milliseconds: what browsers make of a frame that says it takes less than `_SHORTEST`."""

_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, zlib.error)


def is_animated(file: BinaryIO) -> bool:
    """Whether a picture has more than one frame; False for what is no picture we know."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            return bool(getattr(image, "is_animated", False))
    except _BROKEN:
        return False


def size_of_picture(file: BinaryIO) -> tuple[int, int]:
    """Width and height as its header says; raises `Refusal` clip.broken."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            return image.size
    except _BROKEN as error:
        raise Refusal("clip.broken") from error


def frames_of_picture(file: BinaryIO) -> Iterator[VideoFrame]:
    """Its frames on white; raises `Refusal` clip.broken."""
    at = 0
    try:
        with Image.open(file, formats=FORMATS) as image:
            size = image.size
            for one in ImageSequence.Iterator(image):
                if one.size != size:  # a frame may claim to be larger than the picture it is in
                    raise Refusal("clip.broken")
                frame = VideoFrame.from_ndarray(np.asarray(_on_white(one)), "rgb24")
                lasts = float(one.info.get("duration") or 0)
                frame.pts, frame.time_base = at, _MICRO
                frame.duration = round((lasts if lasts >= _SHORTEST else _USUAL) * 1000)
                at += frame.duration
                yield frame
    except _BROKEN as error:
        raise Refusal("clip.broken") from error


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
