"""Anchor: BPR matrix factorisation by the library `implicit`.

Rendle et al., "BPR: Bayesian Personalized Ranking from Implicit Feedback", UAI 2009. Whoever came
after the last fit has the mean of the factors of what they engaged with.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.installed import opened
from serai.bench.recommend.log import Floats, Log
from serai.bench.recommend.popularity import Popularity
from serai.bench.recommend.recommender import Recommender

FACTORS: Final = 64
ROUNDS: Final = 20
PACE: Final = 0.02
PENALTY: Final = 0.001


class Bpr(Recommender):
    """One thread and one seed, so that a run can be repeated."""

    def __init__(self, carried: Floats) -> None:
        """`carried`: items x tags."""
        self._items = len(carried)
        self._popular = Popularity(carried)
        self._engaged = Engaged()
        self._row: dict[int, int] = {}
        self._people: Floats = np.zeros((0, 0), np.float32)
        self._factors: Floats = np.zeros((0, 0), np.float32)

    def learn(self, rows: Log) -> None:
        """Remember who engaged with what."""
        self._engaged.learn(rows)
        self._popular.learn(rows)

    def refit(self, at: int) -> None:  # noqa: ARG002 - all that is known by now
        """Fit everybody's and everything's factors anew."""
        self._row = {user: row for row, user in enumerate(self._engaged.users())}
        if not self._row:
            return
        model = opened("implicit.cpu.bpr").BayesianPersonalizedRanking(
            factors=FACTORS,
            learning_rate=PACE,
            regularization=PENALTY,
            iterations=ROUNDS,
            num_threads=1,
            random_state=1,
        )
        model.fit(self._engaged.matrix(self._items), show_progress=False)
        self._people, self._factors = model.user_factors, model.item_factors

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:
        """Products of factors; what is popular for somebody without a past."""
        mine = self._engaged.of(user)
        if not len(mine) or not len(self._factors):
            return self._popular.scores(user, at, interests)
        row = self._row.get(user)
        person = self._factors[mine].mean(0) if row is None else self._people[row]
        scores: Floats = self._factors @ person
        return scores
