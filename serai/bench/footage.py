"""Films to measure with: a view that wanders over a grainy picture, with sound; always the same."""

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from numpy.typing import NDArray

RATE: Final = 48_000
_GRAINS: Final = 5
_COARSE: Final = 48
"""Pixels from one hill of the picture to the next."""

Bytes = NDArray[np.uint8]


def film(into: Path, size: tuple[int, int], rate: int, seconds: float, seed: int = 6) -> None:
    """An H.264 file whose key frames stand too far apart to be used as they are.

    Another `seed` is another view.
    """
    options = {"preset": "ultrafast", "crf": "20", "g": str(rate * 20)}
    with av.open(str(into), "w") as out:
        video = out.add_stream("libx264", rate=rate, options=options)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        sound: Any = out.add_stream("aac", rate=RATE)
        sound.layout = "stereo"
        count = round(seconds * rate)
        wide, grains = _landscape(size, seed)
        for nth in range(count):
            frame = VideoFrame.from_ndarray(_view(wide, grains, size, nth / count, nth), "rgb24")
            frame.pts, frame.time_base = nth, Fraction(1, rate)
            out.mux(video.encode(frame))
            for heard in _tones(nth / rate, (nth + 1) / rate):
                out.mux(sound.encode(heard))
        out.mux(video.encode(None))
        out.mux(sound.encode(None))


def _landscape(size: tuple[int, int], seed: int) -> tuple[Bytes, list[Bytes]]:
    """A picture a half larger than the view, and a few fields of grain."""
    chance = np.random.default_rng(seed)
    across, down = size[0] * 3 // 2, size[1] * 3 // 2
    hills = chance.integers(30, 220, (down // _COARSE + 2, across // _COARSE + 2, 3))
    rows = np.linspace(0, hills.shape[0] - 1.001, down)
    columns = np.linspace(0, hills.shape[1] - 1.001, across)
    wide = _between(_between(hills.astype(np.float32), rows, 0), columns, 1).astype(np.uint8)
    grains = [chance.integers(0, 14, (size[1], size[0], 3), np.uint8) for _ in range(_GRAINS)]
    return wide, grains


def _between(field: NDArray[np.float32], at: NDArray[Any], axis: int) -> NDArray[np.float32]:
    """The field stretched along an axis, straight from point to point."""
    low = at.astype(int)
    part = (at - low).astype(np.float32).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
    below, above = np.take(field, low, axis), np.take(field, low + 1, axis)
    stretched: NDArray[np.float32] = below + (above - below) * part
    return stretched


def _view(wide: Bytes, grains: list[Bytes], size: tuple[int, int], part: float, nth: int) -> Bytes:
    x = int((wide.shape[1] - size[0] - 1) * (0.5 + 0.5 * np.sin(part * 12)))
    y = int((wide.shape[0] - size[1] - 1) * (0.5 + 0.5 * np.cos(part * 7)))
    return wide[y : y + size[1], x : x + size[0]] + grains[nth % _GRAINS]


def _tones(begin: float, end: float) -> list[AudioFrame]:
    """Two tones that swell, for as long as a picture lasts."""
    first, last = round(begin * RATE), round(end * RATE)
    at = np.arange(first, last) / RATE
    swell = 0.2 + 0.1 * np.sin(at * 2)
    both = np.stack([swell * np.sin(at * 2 * np.pi * pitch) for pitch in (330, 440)])
    frame = AudioFrame.from_ndarray(both.astype(np.float32), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
    return [frame]
