"""What is found for one page or one lesson: rows, each once, with the bonds that lead to them."""

import math

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._kernel import kernel
from serai.recommend._memory import Memory, Notes
from serai.recommend._types import Bits, Rows, Singles

MOST = 8_192
TABLE = 16_384
FADING = 3
"""How the bonds of older likes count: e^-.05, e^-.3 and e^-1 less for each like since."""

LATELY = 0.3
"""The second of these, which counts most on a page."""


class Found:
    """Scratch for one question at a time; `sources` has a bit for each source that found a row.

    `table` leads from a row to its place, `slots` from a place to where in `table` that is said.
    """

    rows: Rows
    sources: Bits
    together: Singles
    table: Rows
    slots: Rows
    many: Rows


@kernel
def clear(found: Found) -> None:
    """Forget what was found."""
    for place in range(found.many[0]):
        found.table[found.slots[place]] = -1
    found.many[0] = 0


@kernel
def place_of(found: Found, row: int) -> int:
    """Where in `table` the place of `row` stands, or would."""
    at = (row * 0x9E3779B1 >> 7) & (TABLE - 1)
    while found.table[at] >= 0 and found.rows[found.table[at]] != row:
        at = (at + 1) & (TABLE - 1)
    return at


@kernel
def find(found: Found, row: int, source: int) -> int:
    """`row` was found by `source`; returns its place, or -1 where no more fit."""
    at = place_of(found, row)
    place = found.table[at]
    if place < 0:
        place = found.many[0]
        if place == MOST:
            return -1
        found.many[0] += 1
        found.table[at], found.slots[place], found.rows[place] = place, at, row
        found.sources[place] = 0
        found.together[place] = 0.0
    found.sources[place] |= np.uint16(1 << source)
    return int(place)


@kernel
def fame(notes: Notes, row: int, prior: float) -> float:
    """1 / sqrt(n + prior) of a note that n people liked."""
    return 1.0 / math.sqrt(notes[row].stat[shape.FANS] + prior)


@kernel
def spread(memory: Memory, liked: Rows, found: Found, source: int, reach: int) -> None:
    """Find what is bound to `liked` (newest first), weighed by cosine and by how long ago.

    Of each like the `reach` heaviest bonds are followed.
    """
    notes, bonds = memory.notes, memory.bonds
    for back in range(min(len(liked), shape.BONDS)):
        here = liked[back]
        own = fame(notes, here, 1.0)
        slow, quick, just = math.exp(-0.05 * back), math.exp(-LATELY * back), math.exp(-1.0 * back)
        first = notes.near[here]
        for at in range(first, first + min(notes.near_held[here], reach)):
            row = bonds.to[at]
            place = find(found, row, source)
            if place >= 0:
                bond = bonds.weight[at] * own * fame(notes, row, 10.0)
                found.together[place, 0] += bond * slow
                found.together[place, 1] += bond * quick
                found.together[place, 2] += bond * just
