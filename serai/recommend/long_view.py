"""A long view: how long somebody must look at a thing, by its length, to have taken it in.

What is short is watched to its end; of what is long 18 seconds say as much. That is how the log of
KuaiRand (github.com/chongminggao/KuaiRand), which the ranker was measured on, counts it.
"""

from typing import Final

import numpy as np

from serai.recommend._types import Floats

MILLI: Final = 1_000.0

WHOLE: Final = 0.95
"""The part of a clip that counts as all of it: few wait for the last frame."""

LEAST: Final = 2.0
LONGEST: Final = 18.0
"""Seconds: what is over sooner must come round again; of what lasts longer nobody must see more."""

READ: Final = 10.0
"""Seconds that say a thing without a length, pictures and words, was read."""

LOOPS: Final = 5.0
"""How often a clip counts that goes round and round; a phone left on a table teaches no more."""

MOMENT: Final = 1.0
"""Seconds: who leaves a clip before did not want it."""


def needed(seconds: Floats) -> Floats:
    """Milliseconds that make a long view of things that last `seconds`, 0 where they have none."""
    clip = np.clip(WHOLE * seconds, LEAST, LONGEST)
    return np.asarray(MILLI * np.where(seconds > 0.0, clip, READ))


def watched(told: float, seconds: float) -> float:
    """Milliseconds of watching that are believed, all rounds together, of the `told` ones."""
    return min(max(told, 0.0), MILLI * LOOPS * seconds)


def is_long(milliseconds: float, seconds: float) -> bool:
    """Whether that much of a thing of that length is a long view of it."""
    return milliseconds >= float(needed(np.array(seconds)))


def is_whole(milliseconds: float, seconds: float) -> bool:
    """Whether a clip was watched to its end; one that is over at once must come round again."""
    return milliseconds >= MILLI * max(WHOLE * seconds, LEAST)


def is_skip(milliseconds: float, seconds: float) -> bool:
    """Whether somebody left a clip at once, not at its end."""
    return milliseconds < MILLI * min(MOMENT, WHOLE * seconds)
