"""Protocol `sequences`: leave one out, over the whole catalogue.

Of everybody with three or more items the last one is the test, and the one before it serves for
tuning: nothing is fitted to it, but when the last one is asked it is known as the newest deed, as
in the published figures of sequence models. Items already in the sequence are left out of the
ranking; a last item among those is no question.
"""

from typing import Final

import numpy as np
from msgspec import structs

from serai.bench.recommend.als import als
from serai.bench.recommend.compare import Measures, Tell
from serai.bench.recommend.ease import ease
from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.installed import installed
from serai.bench.recommend.item_knn import cosine
from serai.bench.recommend.item_to_item import ItemToItem
from serai.bench.recommend.log import Log
from serai.bench.recommend.metrics import gain, place
from serai.bench.recommend.ours import OursRehearsed
from serai.bench.recommend.recommender import Recommender
from serai.bench.recommend.sequence_files import Sequences
from serai.bench.recommend.stream import mean_gain
from serai.bench.recommend.tuning import (
    ALS_PENALTY,
    CONFIDENCES,
    PENALTIES,
    REHEARSALS,
    SHRINKAGES,
    Settings,
    Tuner,
)  # fmt: skip

PAGE: Final = 10
LONG_PAGE: Final = 20
SMALL: Final = 8_000
"""Up to so many items EASE is cheap enough to tune its penalty."""
LARGEST: Final = 25_000
"""Beyond so many items EASE would not fit into memory."""
ASKED: Final = 5_000
"""Questions for tuning."""


def sequences(file: Sequences, model: Recommender) -> Measures:
    """HR@10, NDCG@10 and Recall@20 of the last items."""
    model.learn(file.train)
    model.refit(int(file.train.at[-1]) if len(file.train) else 0)
    model.learn(file.tuning)
    engaged = Engaged()
    engaged.learn(file.train)
    engaged.learn(file.tuning)
    places = _places(engaged, file.test, model)
    if not places:
        return {"HR@10": None, "NDCG@10": None, "Recall@20": None}
    return {
        "HR@10": float(np.mean([found < PAGE for found in places])),
        "NDCG@10": float(np.mean([gain(found, PAGE) for found in places])),
        "Recall@20": float(np.mean([found < LONG_PAGE for found in places])),
    }


def tune_sequences(file: Sequences, tell: Tell) -> Settings:
    """Settings that do best on the items before the last ones."""
    carried = file.data.tag_matrix()
    some = np.random.default_rng(1).permutation(len(file.tuning))[:ASKED]
    tuner = Tuner(carried, file.train, file.tuning.part(np.sort(some)), _last_one, tell)
    shrinkage = tuner.best("shrinkage", SHRINKAGES, lambda by: ItemToItem(carried, cosine(by)))
    fading = tuner.fading("item_knn", tuner.ties(cosine(shrinkage)))
    times = tuner.best("rehearsals", REHEARSALS, lambda by: OursRehearsed(file.data, by))
    settings = Settings(shrinkage=shrinkage, knn_fading=fading, rare=1, rehearsals=times)
    if file.data.items <= LARGEST:
        settings = _with_ease(tuner, settings)
    if installed("implicit"):
        confidence = tuner.best(
            "confidence", CONFIDENCES, lambda by: ItemToItem(carried, als(by, ALS_PENALTY))
        )
        settings = structs.replace(settings, confidence=confidence)
    return settings


def _with_ease(tuner: Tuner, settings: Settings) -> Settings:
    grid = PENALTIES if len(tuner.carried) <= SMALL else PENALTIES[:1]
    fits = {penalty: tuner.ties(ease(penalty)) for penalty in grid}
    penalty = tuner.best("penalty", grid, lambda by: ItemToItem(tuner.carried, lambda _: fits[by]))
    fading = tuner.fading("ease", fits[penalty])
    return structs.replace(settings, penalty=penalty, ease_fading=fading)


def _last_one(past: Log, after: Log, model: Recommender) -> float | None:
    """NDCG@10 of the rows after a past."""
    model.learn(past)
    model.refit(int(after.at[0]))
    engaged = Engaged()
    engaged.learn(past)
    return mean_gain(_places(engaged, after, model))


def _places(engaged: Engaged, asked: Log, model: Recommender) -> list[float]:
    columns = (asked.user.tolist(), asked.item.tolist(), asked.at.tolist())
    return [
        place(model.scores(user, at), item, engaged.of(user))
        for user, item, at in zip(*columns, strict=True)
        if not engaged.has(user, item)
    ]
