"""Who viewed what long or liked it, in order."""

import numpy as np
from scipy.sparse import csr_matrix

from serai.bench.recommend.log import Ints, Log


class Engaged:
    """For each person the distinct items they engaged with, oldest first; a repeat moves up."""

    def __init__(self) -> None:
        self._of: dict[int, dict[int, None]] = {}

    def learn(self, rows: Log) -> None:
        """Take in impressions; only long views and likes count."""
        mark = rows.positive()
        for user, item in zip(rows.user[mark].tolist(), rows.item[mark].tolist(), strict=True):
            mine = self._of.setdefault(user, {})
            mine.pop(item, None)
            mine[item] = None

    def has(self, user: int, item: int) -> bool:
        """Whether they engaged with it before."""
        return item in self._of.get(user, ())

    def users(self) -> list[int]:
        """Everybody who engaged with anything, in the order of the matrix' rows."""
        return list(self._of)

    def of(self, user: int) -> Ints:
        """Their items, oldest first."""
        mine = self._of.get(user, {})
        return np.fromiter(mine, np.int32, len(mine))

    def matrix(self, items: int) -> "csr_matrix[np.float32]":
        """People x items, 1 where engaged; a row for each person who engaged with anything."""
        start = np.cumsum([0, *(len(mine) for mine in self._of.values())])
        column = np.fromiter((item for mine in self._of.values() for item in mine), np.int32)
        cells = np.ones(len(column), np.float32)
        return csr_matrix((cells, column, start), shape=(len(self._of), items))
