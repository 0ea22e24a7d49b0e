"""Who takes part in `rank`: each model that says what will come of an impression, by its name."""

from collections.abc import Callable
from typing import Final, TypeAlias

from serai.bench.recommend.compare import Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.installed import installed
from serai.bench.recommend.item_rate import ItemRate
from serai.bench.recommend.live_rates import live_features
from serai.bench.recommend.ours import OursTelling
from serai.bench.recommend.rank import Predictor
from serai.bench.recommend.trees import Trees

MakePredictor: TypeAlias = Callable[[Dataset], Predictor]

PREDICTORS: Final[dict[str, MakePredictor]] = {
    "serai": lambda _: OursTelling(),
    "popularity": lambda data: ItemRate(live_features(data)),
}
"""Nothing but this project is needed for these."""

OF_LIGHTGBM: Final[dict[str, MakePredictor]] = {
    "lightgbm": lambda data: Trees(live_features(data), live_features(data, held=True)),
}


def present_predictors(tell: Tell) -> dict[str, MakePredictor]:
    """All whose libraries are installed; tells of those that are left out."""
    if installed("lightgbm"):
        return PREDICTORS | OF_LIGHTGBM
    tell("lightgbm is left out: it is not installed (extra `anchors`)")
    return dict(PREDICTORS)
