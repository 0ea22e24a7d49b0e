"""Anchor of `rank`: LightGBM on live features, fitted anew each day on all days before."""

from typing import Final

import numpy as np

from serai.bench.recommend.compare import Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.installed import opened
from serai.bench.recommend.live_rates import Features
from serai.bench.recommend.log import DAY, Flags, Floats
from serai.bench.recommend.rank import OUTCOMES, Predicted, Predictor, outcomes

SETTINGS: Final = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "verbosity": -1,
}
TREES: Final = 150


class Trees(Predictor):
    """150 trees of 31 leaves for each outcome; nothing is said before the cut."""

    def __init__(self, live: Features, held: Features) -> None:
        """Features learned at every impression, and with what is the person's own held."""
        self._live = live
        self._held = held

    def run(self, data: Dataset, cut: int, tell: Tell) -> Predicted:
        """Fit at the cut and every 24 hours after it, and say the day that follows."""
        return Predicted(
            _daily(self._live.value, data, cut, tell), _daily(self._held.value, data, cut, tell)
        )


def _daily(value: Floats, data: Dataset, cut: int, tell: Tell) -> Floats:
    truth = outcomes(data.log)
    said = np.full(truth.shape, np.nan, np.float32)
    for day in range(cut, int(data.log.at[-1]) + 1, DAY):
        start, end = np.searchsorted(data.log.at, (day, day + DAY)).tolist()
        tell(f"fitted to {start} impressions")
        for at in range(len(OUTCOMES)):
            said[start:end, at] = _fitted(value[:start], truth[:start, at], value[start:end])
    return said


def _fitted(past: Floats, outcome: Flags, asked: Floats) -> Floats:
    """What trees that are fitted to the past say; the mean where the past says only one thing."""
    if not len(asked):
        return np.zeros(0, np.float32)
    if not outcome.any() or outcome.all():
        return np.full(len(asked), outcome.mean() if len(outcome) else 0.5, np.float32)
    lightgbm = opened("lightgbm")
    table = lightgbm.Dataset(past, outcome.astype(np.float32))
    booster = lightgbm.train(SETTINGS, table, num_boost_round=TREES)
    return np.asarray(booster.predict(asked), np.float32)
