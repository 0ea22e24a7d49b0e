"""Anchors that show everybody the same: what was engaged with most, ever or lately."""

from collections.abc import Sequence

import numpy as np

from serai.bench.recommend.log import Floats, Log
from serai.bench.recommend.recommender import Recommender


class Popularity(Recommender):
    """Items in order of their long views and likes; among `interests`, where somebody named any."""

    def __init__(self, carried: Floats) -> None:
        """`carried`: items x tags."""
        self._carried = carried
        self._count = np.zeros(len(carried), np.float32)

    def learn(self, rows: Log) -> None:
        """Count."""
        np.add.at(self._count, rows.item[rows.positive()], np.float32(1))

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:  # noqa: ARG002 - the same for everybody
        """The counts; items outside the interests stand behind all inside."""
        if not interests:
            return self._count
        inside = self._carried[:, list(interests)].max(axis=1)
        ahead: Floats = inside * (1 + self._count.max())
        return self._count + ahead


class RecentPopularity(Recommender):
    """The same, where an engagement counts half after each half-life."""

    def __init__(self, items: int, half_life: float) -> None:
        """`half_life` in microseconds."""
        self.half_life = half_life
        self._at = 0
        self._mass = np.zeros(items)

    def learn(self, rows: Log) -> None:
        """Count, and let older ones fade."""
        mark = rows.positive()
        if not mark.any():
            return
        items, times = rows.item[mark], rows.at[mark]
        self._fade(max(self._at, int(times[-1])))
        np.add.at(self._mass, items, np.exp2((times - self._at) / self.half_life))

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:  # noqa: ARG002 - the same for everybody
        """What is left of the counts."""
        self._fade(max(self._at, at))
        return self._mass.astype(np.float32)

    def _fade(self, now: int) -> None:
        self._mass *= np.exp2((self._at - now) / self.half_life)
        self._at = now
