"""Anchor: a sum of ties, and beside it the logarithm of what was engaged with lately."""

from collections.abc import Sequence

import numpy as np

from serai.bench.recommend.log import Floats, Log
from serai.bench.recommend.popularity import RecentPopularity
from serai.bench.recommend.recommender import Recommender


class RecentTies(Recommender):
    """score + share * log(1 + recent engagements)."""

    def __init__(self, ties: Recommender, items: int, half_life: float, share: float) -> None:
        self._ties = ties
        self._recent = RecentPopularity(items, half_life)
        self._share = share

    def learn(self, rows: Log) -> None:
        """Both learn."""
        self._ties.learn(rows)
        self._recent.learn(rows)

    def refit(self, at: int) -> None:
        """The ties are fitted anew."""
        self._ties.refit(at)

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:
        """The sum of both."""
        lately = self._share * np.log1p(self._recent.scores(user, at))
        return self._ties.scores(user, at, interests) + lately.astype(np.float32)
