"""Colours brighter than an ordinary screen, brought down to one: a table made once a process.

The curves are those of ITU-R BT.2100, the colours go from BT.2020 to BT.709. Light stays as it is
up to a knee and bends from there, so that the brightest of `PEAK` becomes white.
"""

from fractions import Fraction
from functools import cache
from typing import Any, Final

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

LEVEL: Final = 8
"""Of a Hald table: `LEVEL` squared steps a channel, in a picture of `LEVEL` cubed pixels a side."""

PQ: Final = 16
WHITE: Final = 203.0
PEAK: Final = 1000.0
"""Candelas a square metre: paper, and the brightest that phones master for."""

KNEE: Final = 0.58
FORMAT: Final = "gbrp10le"

Numbers = NDArray[np.floating[Any]]

_TO_709: Final = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)
_LUMA: Final = np.array([0.2627, 0.6780, 0.0593])
_SCREEN: Final = 2.4
_DEPTH: Final = 1023


@cache
def table(curve: int) -> VideoFrame:
    """The Hald picture for PQ (16) or HLG (18)."""
    steps, side = LEVEL**2, LEVEL**3
    axis = np.linspace(0.0, 1.0, steps)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    signal = np.stack([red, green, blue], -1)
    seen = np.round(to_screen(signal, curve).reshape(side, side, 3) * _DEPTH).astype(np.uint16)
    frame = VideoFrame(side, side, FORMAT)
    for plane, channel in zip(frame.planes, (1, 2, 0), strict=True):
        rows = np.frombuffer(memoryview(plane), np.uint16).reshape(side, -1)
        rows[:, :side] = seen[..., channel]
    frame.pts, frame.time_base = 0, Fraction(1, 1_000_000)
    return frame


def to_screen(signal: Numbers, curve: int) -> Numbers:
    """Coded red, green, blue of BT.2100 (0 to 1, last axis) as an ordinary screen takes them."""
    light = _pq(signal) if curve == PQ else _hlg(signal)
    brightest = np.maximum(light.max(-1, keepdims=True), 1e-6)
    narrow = (light * (bent(brightest) / brightest)) @ _TO_709.T
    shown: Numbers = np.clip(narrow, 0.0, 1.0) ** (1 / _SCREEN)
    return shown


def bent(light: Numbers) -> Numbers:
    """Light in whites: straight to the knee, then a shoulder of the same slope that ends at 1."""
    most = PEAK / WHITE
    slope = (most - KNEE) / (1 - KNEE)
    over = np.clip((light - KNEE) / (most - KNEE), 0.0, 1.0)
    return np.where(
        light < KNEE, light, KNEE + (1 - KNEE) * slope * over / (1 + (slope - 1) * over)
    )


def _pq(signal: Numbers) -> Numbers:
    root = signal ** (1 / 78.84375)
    share = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    light: Numbers = 10_000.0 * share ** (1 / 0.1593017578125) / WHITE
    return light


def _hlg(signal: Numbers) -> Numbers:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)  # noqa: PLR2004 - of BT.2100
    luma = np.maximum(scene @ _LUMA, 1e-6)[..., None]
    light: Numbers = scene * luma**0.2 * PEAK / WHITE
    return light
