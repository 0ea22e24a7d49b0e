"""Some pages and what came of them, as columns; time in hours since the first page."""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.recommend.log import HOUR, Flags, Floats, Ints, Times
from serai.recommend import DEEDS, Deeds

Doubles = NDArray[np.float64]

BEGIN: Final = 1_790_000_000_000_000
"""When the first page is opened, microseconds since 1970."""

KINDS: Final = ("impression", "open", "complete", "like")
"""What is told of a liked note; of another the first alone."""


class Pages(Struct, frozen=True):
    """One line an impression, in order of time; indices of people and notes."""

    person: Ints
    note: Ints
    at: Doubles
    propensity: Floats
    """Above 0 where the place was kept for a new note."""
    matched: Flags
    liked: Flags


def moment(hours: float) -> int:
    """Microseconds since 1970."""
    return BEGIN + round(hours * HOUR)


def moments(hours: Doubles) -> Times:
    """The same for many."""
    return BEGIN + np.rint(hours * HOUR).astype(np.int64)


def deeds_of(pages: Pages) -> Deeds:
    """What an engine is told of it; ids are indices + 1."""
    done = np.repeat(pages.liked[:, None], len(KINDS), axis=1)
    done[:, 0] = True
    row, kind = np.nonzero(done)
    codes = np.array([DEEDS[name] for name in KINDS], np.uint8)
    return Deeds(
        kind=codes[kind],
        person=pages.person[row].astype(np.int64) + 1,
        note=pages.note[row].astype(np.int64) + 1,
        at=moments(pages.at[row]),
        surface=np.zeros(len(row), np.uint8),
        value=np.where(kind == 0, pages.propensity[row], 0.0).astype(np.float32),
    )
