"""Videos among all notes: those with a length."""

from typing import Final

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._state import State
from serai.recommend._types import Flags, Rows

LOOKED_AT: Final = 8
"""Times as many of the newest videos are looked at as are wanted, to find the most liked."""


def videos(state: State, many: int) -> list[int]:
    """Rows of public videos: the newest `many`, then as many of the most liked before them."""
    rows = _known(state)[::-1]
    newest, older = rows[:many], rows[many : many * LOOKED_AT]
    fans = state.bare.notes["stat"][older, shape.FANS]
    best = older[np.argsort(-fans, kind="stable")[:many]]
    return [*newest.tolist(), *best[state.bare.notes["stat"][best, shape.FANS] > 0.0].tolist()]


def _known(state: State) -> Rows:
    """Every row with a length that is there for all, in the order of the log.

    Rows are looked through once: a house holds many notes, and few that are new.
    """
    seen, many = state.looked_through, state.notes.many
    if seen < many:
        lengths = state.bare.notes["stat"][seen:many, shape.LENGTH]
        found = (seen + np.flatnonzero(lengths > 0.0)).astype(np.int32)
        state.videos = np.concatenate((state.videos, found)) if seen else found
        state.looked_through = many
    rows: Rows = state.videos
    both = np.uint8(shape.PUBLIC | shape.LIVE)
    standing: Flags = state.bare.notes["marks"][rows] & both
    shown: Rows = rows[standing == both]
    return shown
