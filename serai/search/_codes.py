"""One bit for each number of a row: close rows differ in few bits.

A million are looked through in ten milliseconds, where a scan of floats takes a second.

The signs of a unit vector are a random projection's hash where its directions are as good as
random (Charikar, STOC 2002); who needs the best looks at the nearest thousand exactly.
"""

from typing import Any, Final, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from serai.models import WIDTH, Vectors

WORDS: Final = WIDTH // 64
"""Numbers of 64 bits in a code."""

Codes: TypeAlias = NDArray[np.uint64]

_ONES: Final = np.uint64(0x5555555555555555)
_PAIRS: Final = np.uint64(0x3333333333333333)
_FOURS: Final = np.uint64(0x0F0F0F0F0F0F0F0F)
_BYTES: Final = np.uint64(0x0101010101010101)

_HOW: Final[dict[str, Any]] = {"cache": True, "nogil": True}


def code_of(row: Vectors) -> Codes:
    """The signs of `row`, shape (WIDTH,), as WORDS numbers."""
    return np.packbits(row > 0).view(np.uint64)


def nearest(codes: Codes, asked: Codes, most: int) -> NDArray[np.int64]:
    """Places in `codes`, shape (n, WORDS), of the `most` that differ least from `asked`."""
    found = np.empty(min(most, len(codes)), np.int64)
    far = np.empty(len(codes), np.int16)
    scanned: NDArray[np.int64] = _scan(codes, asked, found, far)
    return scanned


@numba.njit(inline="always", **_HOW)  # type: ignore[untyped-decorator]  # Numba says no types
def _differ(one: np.uint64, other: np.uint64) -> np.int64:
    """How many bits differ (Hacker's Delight, 5-1)."""
    x = one ^ other
    x = x - ((x >> np.uint64(1)) & _ONES)
    x = (x & _PAIRS) + ((x >> np.uint64(2)) & _PAIRS)
    x = (x + (x >> np.uint64(4))) & _FOURS
    return np.int64((x * _BYTES) >> np.uint64(56))


@numba.njit(**_HOW)  # type: ignore[untyped-decorator]  # Numba says no types
def _scan(
    codes: Codes, asked: Codes, found: NDArray[np.int64], far: NDArray[np.int16]
) -> NDArray[np.int64]:
    """Count how many stand at each distance, then take those within the one that fills `found`."""
    counted = np.zeros(WIDTH + 1, np.int64)
    for row in range(len(codes)):
        distance = np.int64(0)
        for word in range(WORDS):
            distance += _differ(codes[row, word], asked[word])
        far[row] = distance
        counted[distance] += 1
    edge = within = 0
    while within + counted[edge] < len(found):
        within += counted[edge]
        edge += 1
    closer, equal = 0, within
    for row in range(len(codes)):
        if far[row] < edge:
            found[closer] = row
            closer += 1
        elif far[row] == edge and equal < len(found):
            found[equal] = row
            equal += 1
    return found
