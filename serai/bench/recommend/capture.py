"""Protocol `capture`: how many views of one tag until half a page carries it?

Everything is learned. Then, for each tag, a blank account views the tag's most engaged videos
long, one a minute, and after 1, 2, 3, 5 and 10 views a page of ten unseen ones is drawn. Head tags
are the ten largest; niche tags those on fewer than 1 % of the videos, yet on 15 or more. Counted is
the least number of views after which, in the mean over the tags, half the page carries the tag.

What that costs is `ndcg_lost`: of newcomers after 5 views (protocol `newcomer`), the part of
NDCG@10 by which the model's pages fall behind pages of the same model, at the same moment, that
keep no places for what somebody seems to be after. `ndcg_lost_N` is the same after N views. Beside
it stand NDCG@10 after 5 views of those pages and of the plain order of the model's scores.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.compare import Measures
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.log import MINUTE, SECOND, Floats, Log, long_views
from serai.bench.recommend.metrics import ndcg, top
from serai.bench.recommend.newcomer import (
    NEXT,
    Newcomer,
    Newcomers,
    hits_of,
    learn_views,
    newcomers,
    now,
)
from serai.bench.recommend.recommender import Recommender

VIEWS: Final = (1, 2, 3, 5, 10)
PAGE: Final = 10
HALF: Final = 0.5
HEAD_TAGS: Final = 10
NICHE_SHARE: Final = 0.01
LEAST: Final = 15
COST_AFTER: Final = (1, 2, 5, 10)
USUAL_COST: Final = 5


def capture(data: Dataset, make: Callable[[], Recommender]) -> Measures:
    """Views needed for head and niche tags (None: more than 10), the shares, and the cost."""
    return captured(data, make()) | lost(data, make())


def captured(data: Dataset, model: Recommender) -> Measures:
    """Views needed, and the shares."""
    whole = data.everything()
    model.learn(whole)
    at = int(whole.at[-1]) + MINUTE
    model.refit(at)
    carried = data.tag_matrix()
    favourites = np.bincount(whole.item[whole.positive()], minlength=data.items)
    found: Measures = {}
    for name, tags in (("head", head_tags(carried)), ("niche", niche_tags(carried))):
        shares = [
            _shares(model, carried[:, tag], favourites, data.users + int(tag), at) for tag in tags
        ]
        found |= _summary(name, shares)
    return found


def head_tags(carried: Floats) -> NDArray[np.intp]:
    """The largest tags, among those that are neither niche nor too small to fill a page."""
    size = carried.sum(axis=0)
    largest: NDArray[np.intp] = np.argsort(-size, kind="stable")[:HEAD_TAGS]
    able: NDArray[np.intp] = largest[size[largest] >= max(LEAST, NICHE_SHARE * len(carried))]
    return able


def niche_tags(carried: Floats) -> NDArray[np.intp]:
    """The tags of few videos, yet of enough to fill a page."""
    size = carried.sum(axis=0)
    return np.flatnonzero((size < NICHE_SHARE * len(carried)) & (size >= LEAST))


def lost(data: Dataset, model: Recommender) -> Measures:
    """How much of newcomers' NDCG@10 places for tastes give away, and what is left of it."""
    come = newcomers(data)
    model.learn(come.past)
    model.refit(come.at)
    found: Measures = {}
    known = 0
    for count in COST_AFTER:
        learn_views(model, come, known, count)
        known = count
        gains = [_gains(model, come, who, count) for who in come.people]
        shown, plain, scored = np.mean(gains, axis=0).tolist()
        found[f"ndcg_lost_{count}"] = 1 - shown / plain if plain else 0.0
        if count == USUAL_COST:
            found["ndcg_lost"] = found.pop(f"ndcg_lost_{count}")
            found |= {"NDCG@10_page": shown, "NDCG@10_scores": scored}
    return found


def _gains(
    model: Recommender, come: Newcomers, who: Newcomer, count: int
) -> tuple[float, float, float]:
    """NDCG@10 as the model shows it, as it would without places for tastes, and by its scores."""
    seen, at = who.rows.item[:count], now(come, count)
    pages = (
        model.page(who.user, at, seen, PAGE),
        model.plain_page(who.user, at, seen, PAGE),
        top(model.scores(who.user, at), seen, PAGE),
    )
    shown, plain, scored = (ndcg(hits_of(page, who, count), NEXT, PAGE) for page in pages)
    return shown, plain, scored


def _shares(
    model: Recommender, inside: Floats, favourites: NDArray[np.intp], user: int, at: int
) -> list[float]:
    """The share of the page that carries the tag, after each number of views."""
    items = np.flatnonzero(inside).astype(np.int32)
    items = items[np.argsort(-favourites[items], kind="stable")]
    shares: list[float] = []
    for number in range(1, max(VIEWS) + 1):
        model.learn(_view(user, int(items[number - 1]), at + number * MINUTE))
        if number in VIEWS:
            moment = at + number * MINUTE + SECOND
            page = model.page(user, moment, items[:number], PAGE)
            shares.append(float(inside[page].sum() / PAGE))
    return shares


def _view(user: int, item: int, at: int) -> Log:
    return long_views(np.array([user]), np.array([item]), np.array([at]))


def _summary(name: str, shares: list[list[float]]) -> Measures:
    """The first number of views that is enough in the mean, and the mean after each."""
    if not shares:
        return {f"views_{name}": None}
    means = np.mean(shares, axis=0).tolist()
    after = dict(zip(VIEWS, means, strict=True))
    enough = [float(count) for count, share in after.items() if share >= HALF]
    found: Measures = {f"views_{name}": enough[0] if enough else None}
    return found | {f"share_{name}_{count}": share for count, share in after.items()}
