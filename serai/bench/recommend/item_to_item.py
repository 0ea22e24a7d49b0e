"""Models that score an item by its ties to what somebody engaged with before."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from scipy.sparse import csr_matrix

from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.log import Floats, Ints, Log
from serai.bench.recommend.popularity import Popularity
from serai.bench.recommend.recommender import Recommender

Matrix: TypeAlias = "csr_matrix[np.float32]"


class Ties(Protocol):
    """How strongly each pair of items belongs together."""

    def weighted(self, items: Ints, weights: Floats) -> Floats:
        """For each item of the catalogue, the sum of its ties to `items`, each with a weight."""
        ...


Fit: TypeAlias = Callable[[Matrix], Ties]


class ItemToItem(Recommender):
    """Ties as of the last refit, applied to what somebody has engaged with until this moment.

    The k-th newest of their items weighs e^(-fading * k). Somebody without a past is shown what
    is popular.
    """

    def __init__(self, carried: Floats, fit: Fit, fading: float = 0.0) -> None:
        """`carried`: items x tags."""
        self._items = len(carried)
        self._popular = Popularity(carried)
        self._fit = fit
        self._fading = fading
        self._engaged = Engaged()
        self._ties: Ties | None = None

    def learn(self, rows: Log) -> None:
        """Remember who engaged with what."""
        self._engaged.learn(rows)
        self._popular.learn(rows)

    def refit(self, at: int) -> None:  # noqa: ARG002 - all that is known by now
        """Weigh all pairs anew."""
        if self._engaged.users():
            self._ties = self._fit(self._engaged.matrix(self._items))

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:
        """Sums of ties."""
        mine = self._engaged.of(user)
        if self._ties is None or not len(mine):
            return self._popular.scores(user, at, interests)
        return self._ties.weighted(mine, faded(len(mine), self._fading))


def faded(length: int, fading: float) -> Floats:
    """The weights of a past of this length, oldest first; the newest weighs 1."""
    weights: Floats = np.exp(-fading * np.arange(length - 1, -1, -1)).astype(np.float32)
    return weights
