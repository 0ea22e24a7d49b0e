"""Anchors set as well as the past allows: on its last two days, before anything that is tested.

Each setting is chosen by itself, in the order below; where the past is too short to ask anything,
the first of each row stands.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias, TypeVar

import numpy as np
from msgspec import Struct, structs

from serai.bench.recommend.als import als
from serai.bench.recommend.compare import Tell
from serai.bench.recommend.cut import asked_after
from serai.bench.recommend.ease import ease
from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.installed import installed
from serai.bench.recommend.item_knn import cosine
from serai.bench.recommend.item_to_item import Fit, ItemToItem, Ties
from serai.bench.recommend.log import DAY, HOUR, Flags, Floats, Log
from serai.bench.recommend.popularity import RecentPopularity
from serai.bench.recommend.recent_ties import RecentTies
from serai.bench.recommend.recommender import Recommender
from serai.bench.recommend.stream import mean_gain, replay

HALF_LIVES: Final = (24.0, 6.0, 12.0, 48.0, 96.0)
"""Hours."""
SHRINKAGES: Final = (10.0, 0.0, 30.0, 100.0)
PENALTIES: Final = (200.0, 400.0, 800.0)
CONFIDENCES: Final = (20.0, 10.0, 40.0)
FADINGS: Final = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
SHARES: Final = (0.02, 0.01, 0.05, 0.1, 0.2)
REHEARSALS: Final = (0, 3, 10)
ALS_PENALTY: Final = 10.0
RARE: Final = 10
LAST: Final = 2 * DAY
ASKED: Final = 1_500
"""People, of whom the questions are."""

T = TypeVar("T")


class Settings(Struct, frozen=True):
    """What the anchors are set to."""

    half_life: float = HALF_LIVES[0]
    """Hours."""
    shrinkage: float = SHRINKAGES[0]
    knn_fading: float = FADINGS[0]
    penalty: float = PENALTIES[0]
    ease_fading: float = FADINGS[0]
    recent: float = SHARES[0]
    """What recent popularity weighs beside EASE."""
    rare: int = RARE
    """EASE leaves out items of fewer people: here several times faster, and no worse."""
    confidence: float = CONFIDENCES[0]
    rehearsals: int = REHEARSALS[0]
    """How often the engine goes over what came at once."""


Judge: TypeAlias = Callable[[Log, Log, Recommender], float | None]
"""How well a model does that learns the first log and is asked about the second."""


def next_one(past: Log, after: Log, model: Recommender) -> float | None:
    """As the protocol `stream` asks, without refits."""
    asked = after.positive() & _some(after)
    return mean_gain(list(replay(past, after, model, asked, 1, lambda _: None)))


def days_after(past: Log, after: Log, model: Recommender) -> float | None:
    """As the protocol `cut` asks."""
    at = int(after.at[0])
    model.learn(past)
    model.refit(at)
    return asked_after(past, after.part(_some(after)), model, at)["NDCG@20"]


class Tuner(Struct, frozen=True):
    """A past, split before its last days, and how a model is judged by them."""

    carried: Floats
    past: Log
    after: Log
    judge: Judge
    tell: Tell

    def best(self, name: str, grid: Sequence[T], make: Callable[[T], Recommender]) -> T:
        """The value whose model does best; the first one where nothing can be asked."""
        found = [self.judge(self.past, self.after, make(value)) or 0.0 for value in grid]
        told = ", ".join(f"{value} {by:.4f}" for value, by in zip(grid, found, strict=True))
        self.tell(f"tuning {name}: {told}")
        return grid[int(np.argmax(found))]

    def ties(self, fit: Fit) -> Ties:
        """As they would be fitted to the past."""
        engaged = Engaged()
        engaged.learn(self.past)
        return fit(engaged.matrix(len(self.carried)))

    def fading(self, name: str, ties: Ties) -> float:
        """How fast what somebody engaged with should lose weight."""
        return self.best(
            f"{name} fading",
            FADINGS,
            lambda fading: ItemToItem(self.carried, lambda _: ties, fading),
        )


def tune(carried: Floats, past: Log, judge: Judge, tell: Tell) -> Settings:
    """Settings for a model that will learn all of this past. `carried`: items x tags."""
    split = int(past.at[-1]) - LAST if len(past) else 0
    known = past.before(split)
    if not known.positive().any():
        return Settings()
    tuner = Tuner(carried, known.part(known.positive()), past.since(split), judge, tell)
    half_life = tuner.best(
        "half-life", HALF_LIVES, lambda hours: RecentPopularity(len(carried), hours * HOUR)
    )
    shrinkage = tuner.best("shrinkage", SHRINKAGES, lambda by: ItemToItem(carried, cosine(by)))
    penalty = tuner.best("penalty", PENALTIES, lambda by: ItemToItem(carried, ease(by, RARE)))
    ties = tuner.ties(ease(penalty, RARE))
    settings = Settings(
        half_life=half_life,
        shrinkage=shrinkage,
        knn_fading=tuner.fading("item_knn", tuner.ties(cosine(shrinkage))),
        penalty=penalty,
        ease_fading=tuner.fading("ease", ties),
    )
    if judge is days_after:  # no other protocol asks the model that this is for
        settings = structs.replace(settings, recent=_recent(tuner, ties, settings))
    return _with_als(tuner, settings) if installed("implicit") else settings


def _recent(tuner: Tuner, ties: Ties, settings: Settings) -> float:
    def make(share: float) -> Recommender:
        plain = ItemToItem(tuner.carried, lambda _: ties, settings.ease_fading)
        return RecentTies(plain, len(tuner.carried), settings.half_life * HOUR, share)

    return tuner.best("recent popularity", SHARES, make)


def _with_als(tuner: Tuner, settings: Settings) -> Settings:
    confidence = tuner.best(
        "confidence", CONFIDENCES, lambda by: ItemToItem(tuner.carried, als(by, ALS_PENALTY))
    )
    return structs.replace(settings, confidence=confidence)


def _some(log: Log) -> Flags:
    """Rows of some of the people who engaged, the same ones at each call."""
    people = np.unique(log.user[log.positive()])
    return np.isin(log.user, np.random.default_rng(1).permutation(people)[:ASKED])
