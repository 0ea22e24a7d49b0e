"""Which sizes a clip is made in: only what the source justifies. Pure rules."""

from fractions import Fraction
from typing import Final

from msgspec import Struct

from serai.clips.probed import Probed

SIDES: Final = (360, 480, 720, 1080)
"""Pixels of the shorter side."""

FASTEST: Final = Fraction(60)
_SMOOTH: Final = 24
_USUAL: Final = (
    *(Fraction(24_000, 1001), Fraction(24), Fraction(25), Fraction(30_000, 1001), Fraction(30)),
    *(Fraction(48), Fraction(50), Fraction(60_000, 1001), Fraction(60)),
)
_NEAR: Final = 0.02
_BITS_A_PIXEL: Final = 0.085
"""At 30 pictures a second; twice as many take half as much more."""

_LEAST: Final = 200_000
_LONGEST: Final = 4096
"""Pixels of the longer side: a level that every phone's decoder bears."""


class Step(Struct, frozen=True):
    """A size to be made: even sides in pixels, and the most bits its pictures take a second."""

    width: int
    height: int
    bits: int


def rungs_for(probed: Probed) -> tuple[Step, ...]:
    """The sizes to make of it, smallest first, never larger than it is and at least one.

    A source between two sizes, or smaller than all, is also its own largest size when it is a tenth
    larger than the next smaller one.
    """
    short = min(probed.width, probed.height)
    sides = [side for side in SIDES if side <= short]
    own = min(short, SIDES[-1])
    if not sides or own > 1.1 * sides[-1]:
        sides.append(own)
    rate = steady(probed.rate)
    steps = {(one.width, one.height): one for one in (_step(probed, side, rate) for side in sides)}
    return tuple(steps.values())


def steady(rate: float) -> Fraction:
    """The constant rate for a source of this mean rate, at most 60.

    Phones change their rate by the light and screens by what moves; a constant one lets every size
    cut at the same moments, and a picture shown twice costs next to nothing. Rates below 24 are
    doubled until they are smooth, so no picture leaves its time by more than a few milliseconds.
    """
    near = [one for one in _USUAL if abs(one - Fraction(rate)) <= one * Fraction(_NEAR)]
    if near:
        return min(near, key=lambda one: abs(one - Fraction(rate)))
    if rate > FASTEST:
        return _halved(rate)
    whole = max(1, round(rate))
    times = -(-_SMOOTH // whole)
    return min(FASTEST, Fraction(whole * times))


def _halved(rate: float) -> Fraction:
    """A slow-motion rate by the smallest whole number that brings it down to 60."""
    return Fraction(round(rate)) / -(-round(rate) // int(FASTEST))


def _step(probed: Probed, side: int, rate: Fraction) -> Step:
    scale = side / min(probed.width, probed.height)
    longest = _LONGEST / max(probed.width, probed.height)
    width, height = (
        _even(length * min(scale, longest)) for length in (probed.width, probed.height)
    )
    quick = 1 + max(0.0, float(rate) / 30 - 1) / 2
    bits = int(width * height * 30 * _BITS_A_PIXEL * quick)
    return Step(width, height, max(_LEAST, bits // 1000 * 1000))


def _even(length: float) -> int:
    """The nearest even number that is not larger, two at least."""
    return max(2, int(length + 0.001) // 2 * 2)
