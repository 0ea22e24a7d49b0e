"""Sums that halve every so often, kept so that nothing has to be touched as time goes by.

Deeds of worth w at times t sum to S(now) = sum of w 2^((t - now) / h). We keep the key
K = log2(sum of w 2^(t / h)), so that S(now) = 2^(K - now / h): keys order notes for ever, and deeds
may come in any order of time.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from serai.recommend.weights import HOUR, WEIGHTS

NOTHING: Final = -math.inf
START: Final = 1_735_689_600_000_000  # 2025-01-01; near the times that are met, for precision

_LIVES: Final = WEIGHTS.half_life_hours
QUALITY: Final = _LIVES.quality * HOUR
TASTE: Final = _LIVES.taste * HOUR
RISING: Final = _LIVES.rising * HOUR
FRESH: Final = _LIVES.fresh * HOUR
INTEREST: Final = _LIVES.interest * HOUR


def add(key: float, at: int, worth: float, half_life: float) -> float:
    """The key after a deed of `worth` > 0 at `at` (epoch microseconds)."""
    deed = (at - START) / half_life + math.log2(worth)
    high, low = (key, deed) if key > deed else (deed, key)
    return high if low == NOTHING else high + math.log2(1.0 + 2.0 ** (low - high))


def take(key: float, at: int, worth: float, half_life: float) -> float:
    """The key after that deed was undone; what rounding leaves over counts as nothing."""
    deed = (at - START) / half_life + math.log2(worth)
    left = 1.0 - 2.0 ** min(deed - key, 0.0) if key > NOTHING else 0.0
    return key + math.log2(left) if left > 1e-9 else NOTHING  # noqa: PLR2004 - rounding's size


def worth_now(keys: NDArray[np.float64], now: int, half_life: float) -> NDArray[np.float64]:
    """What the sums behind `keys` are worth at `now`."""
    worth: NDArray[np.float64] = np.exp2(keys - (now - START) / half_life)
    return worth


def one_worth_now(key: float, now: int, half_life: float) -> float:
    """The same for one sum."""
    return 0.0 if key == NOTHING else 2.0 ** min(key - (now - START) / half_life, 1000.0)
