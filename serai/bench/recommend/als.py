"""Anchor: implicit ALS, each person's factors solved anew from what they engaged with until now.

Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; the
items' factors are fitted by the library `implicit`.
"""

from typing import Final

import numpy as np
from msgspec import Struct

from serai.bench.recommend.installed import one_thread, opened
from serai.bench.recommend.item_to_item import Fit, Matrix, Ties
from serai.bench.recommend.log import Floats, Ints

FACTORS: Final = 64
SWEEPS: Final = 15


class FoldedIn(Struct, frozen=True):
    """Items' factors, from which anybody's follow."""

    factors: Floats
    ground: Floats
    """YᵀY + the penalty."""
    confidence: float

    def weighted(self, items: Ints, weights: Floats) -> Floats:
        """Scores for somebody who engaged with `items`, whose confidence is scaled by `weights`."""
        mine = self.factors[items]
        trust = np.maximum(self.confidence * weights, 1)[:, None]
        person = np.linalg.solve(self.ground + mine.T @ (mine * (trust - 1)), (mine * trust).sum(0))
        scores: Floats = self.factors @ person.astype(np.float32)
        return scores


def als(confidence: float, penalty: float) -> Fit:
    """64 factors; an engagement counts `confidence` times what was never shown."""

    def fit(engaged: Matrix) -> Ties:
        with one_thread():
            model = opened("implicit.cpu.als").AlternatingLeastSquares(
                factors=FACTORS,
                alpha=confidence,
                regularization=penalty,
                iterations=SWEEPS,
                num_threads=1,
                random_state=1,
            )
            model.fit(engaged, show_progress=False)
        factors: Floats = np.asarray(model.item_factors, np.float32)
        ground = factors.T @ factors + penalty * np.eye(FACTORS, dtype=np.float32)
        return FoldedIn(factors, ground, confidence)

    return fit
