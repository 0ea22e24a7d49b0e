"""Notes in the order of time: what a feed that ranks nothing is read from."""

from typing import Final

import numpy as np

from serai.recommend._types import Longs

FIRST: Final = 1 << 10


class Timeline:
    """Rows by (published, row), oldest first."""

    def __init__(self) -> None:
        self.many = 0
        self._at = np.zeros(FIRST, np.int64)
        self._rows = np.zeros(FIRST, np.int64)

    def add(self, at: int, row: int) -> None:
        """Put a row where it belongs; most often that is the end."""
        if self.many == len(self._at):
            self._grow()
        place = self.before(at, row)
        for column, one in ((self._at, at), (self._rows, row)):
            column[place + 1 : self.many + 1] = column[place : self.many].copy()
            column[place] = one
        self.many += 1

    def add_many(self, ones: list[tuple[int, int]]) -> None:
        """Put (at, row) where they belong; most often that is the end, for all of them."""
        keys = [self._last(), *ones]
        if keys != sorted(keys):
            for at, row in ones:
                self.add(at, row)
            return
        self.hold(
            np.array([at for at, _ in ones], np.int64), np.array([row for _, row in ones], np.int64)
        )

    def _last(self) -> tuple[int, int]:
        if not self.many:
            return (-(1 << 62), -1)
        return int(self._at[self.many - 1]), int(self._rows[self.many - 1])

    def held(self) -> tuple[Longs, Longs]:
        """When and which, oldest first."""
        return self._at[: self.many], self._rows[: self.many]

    def hold(self, at: Longs, rows: Longs) -> None:
        """Put many at the end, where they belong."""
        many = self.many + len(at)
        while many > len(self._at):
            self._grow()
        self._at[self.many : many], self._rows[self.many : many] = at, rows
        self.many = many

    def _grow(self) -> None:
        self._at = np.concatenate([self._at, np.zeros_like(self._at)])
        self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])

    def drop(self, at: int, row: int) -> None:
        """Take a row away."""
        place = self.before(at, row)
        if place < self.many and (self._at[place], self._rows[place]) == (at, row):
            for column in (self._at, self._rows):
                column[place : self.many - 1] = column[place + 1 : self.many].copy()
            self.many -= 1

    def before(self, at: int, row: int) -> int:
        """How many stand before (at, row)."""
        first = int(np.searchsorted(self._at[: self.many], at, "left"))
        last = int(np.searchsorted(self._at[: self.many], at, "right"))
        return first + int(np.searchsorted(self._rows[first:last], row, "left"))

    def newest(self, end: int, many: int) -> Longs:
        """At most `many` rows of those before place `end`, newest first."""
        return self._rows[max(end - many, 0) : end][::-1]
