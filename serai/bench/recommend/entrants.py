"""Who takes part where a whole catalogue is ranked: each model by its name in the report."""

from collections.abc import Callable
from typing import Final, TypeAlias

from serai.bench.recommend.als import als
from serai.bench.recommend.bpr import Bpr
from serai.bench.recommend.compare import Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.ease import ease
from serai.bench.recommend.installed import installed
from serai.bench.recommend.item_knn import cosine
from serai.bench.recommend.item_to_item import ItemToItem
from serai.bench.recommend.log import HOUR
from serai.bench.recommend.ours import Ours
from serai.bench.recommend.popularity import Popularity, RecentPopularity
from serai.bench.recommend.recent_ties import RecentTies
from serai.bench.recommend.recommender import Recommender
from serai.bench.recommend.tuning import ALS_PENALTY, Settings

Make: TypeAlias = Callable[[Dataset, Settings], Recommender]


def _ease(data: Dataset, tuned: Settings) -> ItemToItem:
    return ItemToItem(data.tag_matrix(), ease(tuned.penalty, tuned.rare), tuned.ease_fading)


ENTRANTS: Final[dict[str, Make]] = {
    "serai": lambda data, _: Ours(data),
    "popularity": lambda data, _: Popularity(data.tag_matrix()),
    "recent_popularity": lambda data, tuned: RecentPopularity(data.items, tuned.half_life * HOUR),
    "item_knn": lambda data, tuned: ItemToItem(
        data.tag_matrix(), cosine(tuned.shrinkage), tuned.knn_fading
    ),
    "ease": _ease,
}
"""Nothing but this project is needed for these."""

OF_IMPLICIT: Final[dict[str, Make]] = {
    "als": lambda data, tuned: ItemToItem(data.tag_matrix(), als(tuned.confidence, ALS_PENALTY)),
    "bpr": lambda data, _: Bpr(data.tag_matrix()),
}

OF_CUT: Final[dict[str, Make]] = {
    "ease_recent": lambda data, tuned: RecentTies(
        _ease(data, tuned), data.items, tuned.half_life * HOUR, tuned.recent
    ),
}
"""Only where the days after are asked."""


def present(tell: Tell) -> dict[str, Make]:
    """All whose libraries are installed; tells of those that are left out."""
    if installed("implicit"):
        return ENTRANTS | OF_IMPLICIT
    tell(f"{' and '.join(OF_IMPLICIT)} are left out: implicit is not installed (extra `anchors`)")
    return dict(ENTRANTS)
