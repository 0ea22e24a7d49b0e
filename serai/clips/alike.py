"""Whether two files show the same clip, though one was made smaller or saved anew. A pure rule."""

from statistics import median
from typing import Final

from msgspec import Struct

POSITIONS: Final = 8
"""Pictures that are looked at, in the middles of as many equal parts."""

_FEWEST: Final = 3
_NEAR: Final = 10
_FAR: Final = 18
"""Bits of 64 that differ: the same picture saved anew stays under `_NEAR`, others are about 32."""

_LOUDER: Final = 2.5
"""Decibels."""

PARTS: Final = 48
"""Of the sound."""

_SECOND: Final = 1_000_000


class Fingerprint(Struct, frozen=True):
    """Microseconds, and a hash of 64 bits in hex of each picture; "" for one without features.

    `levels` are how loud equal parts of it are beside its mean, in decibels; none for silence.
    """

    duration: int
    hashes: tuple[str, ...]
    levels: tuple[int, ...] = ()


def alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether they last as long, and look and swell alike at the same places.

    Sound counts, as one picture stands for many songs. Clips of which nothing can be seen are
    alike to none.
    """
    longest = max(one.duration, other.duration)
    if abs(one.duration - other.duration) > max(_SECOND / 4, longest * 0.02):
        return False
    if len(one.levels) != len(other.levels) or _swell(one.levels, other.levels) > _LOUDER:
        return False
    apart = [
        distance(mine, yours)
        for mine, yours in zip(one.hashes, other.hashes, strict=False)
        if mine and yours
    ]
    return len(apart) >= _FEWEST and median(apart) <= _NEAR and sorted(apart)[-2] <= _FAR


def _swell(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Decibels by which they differ on the whole."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / max(1, len(one))


def distance(one: str, other: str) -> int:
    """Bits in which two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
