"""Ids as rows: which row of the engine's memory belongs to which id."""

from typing import Final

import numpy as np

from serai.recommend._hash import slot_of
from serai.recommend._kernel import entry
from serai.recommend._types import Longs, Rows

FIRST: Final = 1 << 10


@entry
def _rows_of(keys: Longs, rows: Rows, ids: Longs, out: Rows) -> None:
    for place, one in enumerate(ids):
        slot = slot_of(keys, one)
        out[place] = rows[slot] if keys[slot] == one else -1


@entry
def _known_rows(keys: Longs, rows: Rows, ids: Longs, out: Rows) -> int:
    """Write the rows of those that have one, in order; returns how many."""
    many = 0
    for one in ids:
        slot = slot_of(keys, one)
        if keys[slot] == one:
            place = many
            while place > 0 and out[place - 1] > rows[slot]:
                out[place] = out[place - 1]
                place -= 1
            out[place] = rows[slot]
            many += 1
    return many


@entry
def _put(keys: Longs, rows: Rows, ids: Longs, first: int) -> int:
    """Give each new id the next row; returns how many there are then."""
    following = first
    for one in ids:
        slot = slot_of(keys, one)
        if keys[slot] != one:
            keys[slot], rows[slot] = one, following
            following += 1
    return following


@entry
def _row_of(keys: Longs, rows: Rows, one: int) -> int:
    slot = slot_of(keys, one)
    return int(rows[slot]) if keys[slot] == one else -1


class Ids:
    """A growing table from 64-bit ids to rows, which are given out in order."""

    def __init__(self) -> None:
        self.many = 0
        self._keys = np.full(FIRST, -1, np.int64)
        self._rows = np.zeros(FIRST, np.int32)

    def rows(self, ids: Longs) -> Rows:
        """The row of each id, -1 where it has none."""
        out = np.empty(len(ids), np.int32)
        _rows_of(self._keys, self._rows, ids, out)
        return out

    def known(self, ids: Longs) -> Rows:
        """The rows of those that have one, in order."""
        out = np.empty(len(ids), np.int32)
        return out[: _known_rows(self._keys, self._rows, ids, out)]

    def row(self, one: int) -> int:
        """The row of one id, or -1."""
        return _row_of(self._keys, self._rows, int(one))

    def add(self, ids: Longs) -> Rows:
        """The row of each id, a new one where it had none."""
        while 2 * (self.many + len(ids)) > len(self._keys):
            self._grow()
        self.many = int(_put(self._keys, self._rows, ids, self.many))
        return self.rows(ids)

    def _grow(self) -> None:
        old, rows = self._keys, self._rows
        self._keys = np.full(2 * len(old), -1, np.int64)
        self._rows = np.zeros(2 * len(old), np.int32)
        held = np.flatnonzero(old != -1)
        ordered = held[np.argsort(rows[held], kind="stable")]
        _put(self._keys, self._rows, old[ordered], 0)
