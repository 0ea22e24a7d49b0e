"""Anchor of `rank`: how often each video was viewed long, clicked and liked until now, smoothed."""

from serai.bench.recommend.compare import Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.live_rates import Features
from serai.bench.recommend.rank import OUTCOMES, Predicted, Predictor


class ItemRate(Predictor):
    """The video's rate, whoever looks."""

    def __init__(self, features: Features) -> None:
        at = [features.names.index(f"item:{name}") for name in OUTCOMES]
        self._rates = features.value[:, at]

    def run(self, data: Dataset, cut: int, tell: Tell) -> Predicted:  # noqa: ARG002 - it stands in the features
        """The rates as they stood."""
        return Predicted(self._rates, self._rates)
