"""Tables from 64-bit keys to places, with open addressing: a quarter of what a dict takes."""

import numpy as np

from serai.recommend._kernel import kernel, small
from serai.recommend._types import Longs

EMPTY = -1


@kernel
def mixed(key: int) -> np.uint64:
    """The bits of `key` well mixed: SplitMix64's finaliser."""
    bits = np.uint64(key)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@small
def first_slot(keys: Longs, key: int) -> int:
    """Where `slot_of` begins to look."""
    return int(np.int64(mixed(key) & np.uint64(len(keys) - 1)))


@kernel
def slot_of(keys: Longs, key: int) -> int:
    """Where `key` stands in `keys`, or the free place where it would; the size is a power of 2."""
    last, at = len(keys) - 1, first_slot(keys, key)
    while keys[at] != EMPTY and keys[at] != key:
        at = (at + 1) & last
    return int(at)
