"""The picture that stands for a clip, and the small ones to choose it from."""

import io
from typing import BinaryIO, Final

import numpy as np
from PIL import Image

from serai.clips._footage import opened
from serai.clips._frames import images_at
from serai.clips.probed import Probed
from serai.clips.still import Still
from serai.kernel import Refusal

LONGEST: Final = 1920
SMALL: Final = 360
_FLAT: Final = 6.0
_DARK: Final = 24.0
"""Of 255: a picture that varies less than `_FLAT` or is darker than this shows nothing."""


def poster(file: BinaryIO, at: int) -> bytes:
    """The picture seen `at` microseconds, upright, in ordinary colours, as a JPEG."""
    with opened(file) as footage:
        for _, image in images_at(footage, [at], LONGEST):
            return _jpeg(image, 92)
    raise Refusal("clip.broken")


def stills(file: BinaryIO, probed: Probed, count: int) -> list[Still]:
    """Small pictures spread over the clip, in order of time, as many as there are."""
    with opened(file) as footage:
        found = dict(images_at(footage, moments(probed.duration, count), SMALL))
    return [Still(at, _jpeg(image, 80)) for at, image in found.items()]


def first_worth_showing(made: list[Still]) -> int:
    """The moment of the first still that is neither dark nor flat; else of the liveliest."""
    lively = [(_liveliness(one.data), one.at) for one in made]
    return next((at for worth, at in lively if worth >= 1), max(lively, default=(0, 0))[1])


def moments(duration: int, count: int) -> list[int]:
    """The middles of `count` equal parts of a clip, in microseconds."""
    return [duration * (2 * nth + 1) // (2 * count) for nth in range(count)]


def _liveliness(data: bytes) -> float:
    """1 and more for a picture on which something can be seen."""
    with Image.open(io.BytesIO(data)) as image:
        grey = np.asarray(image.convert("L"), np.float32)
    return float(min(grey.std() / _FLAT, grey.mean() / _DARK))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    into = io.BytesIO()
    image.save(into, "JPEG", quality=quality)
    return into.getvalue()
