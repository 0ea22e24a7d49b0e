"""The hashes by which a clip is known again."""

from typing import BinaryIO, Final

import imagehash
import numpy as np
import scipy.fftpack  # noqa: F401 - imagehash asks for it late, when no file can be opened any more
from PIL import Image

from serai.clips._footage import Footage, opened
from serai.clips._frames import images_at
from serai.clips._hearing import Hearing
from serai.clips._poster import moments
from serai.clips._sound import sounds
from serai.clips.alike import PARTS, POSITIONS, Fingerprint
from serai.clips.probed import Probed

_LONGEST: Final = 256
_FLAT: Final = 4.0
"""Of 255: the hash of a picture that varies less is chance."""


_RATE: Final = 8_000
_NOTHING: Final = 1e-9
_SOFTEST: Final = -30
"""Mean power at which nothing is heard, and decibels below which quiet is quiet."""


def fingerprint(file: BinaryIO, probed: Probed) -> Fingerprint:
    """What it looks like at eight places; raises the `Refusal`s of `opened`."""
    with opened(file) as footage:
        seen = images_at(footage, moments(probed.duration, POSITIONS), _LONGEST)
        hashes = tuple(_hash(image) for _, image in seen)
    with opened(file) as footage:
        return Fingerprint(probed.duration, hashes, _levels(footage, probed.duration))


def _levels(footage: Footage, duration: int) -> tuple[int, ...]:
    """How loud its parts are beside the mean; none where there is no sound to hear."""
    hearing = Hearing(rate=_RATE, layout="mono", form="flt", samples=_RATE // 100)
    power = [
        float(np.square(heard.to_ndarray()).mean())
        for frame in sounds(footage)
        for heard in hearing.push(frame)
    ]
    count = max(1, round(duration / 10_000))  # of the clip, not of its sound: that may end early
    whole = np.zeros(max(count, PARTS))
    whole[: len(power)] = power[: len(whole)]
    parts = np.array([one.mean() for one in np.array_split(whole, PARTS)])
    if parts.max() < _NOTHING:
        return ()
    levels = 10 * np.log10(np.maximum(parts / parts.mean(), 10 ** (_SOFTEST / 10)))
    return tuple(int(one) for one in np.round(levels))


def _hash(image: Image.Image) -> str:
    grey = image.convert("L")
    return "" if np.asarray(grey, np.float32).std() < _FLAT else str(imagehash.phash(grey))
