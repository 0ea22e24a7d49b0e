"""Protocol `cut`: learn until a moment, then rank everything once for the days after it.

Asked are all who, after the cut, viewed a video long or liked it that had never been shown to them
before; those videos are relevant. What had been shown to them before is left out of the ranking.
Recall@20 divides by the number of relevant ones, NDCG@20 by the best that 20 places could hold.
"""

from typing import Final

import numpy as np

from serai.bench.recommend.compare import Measures
from serai.bench.recommend.log import DAY, Ints, Log
from serai.bench.recommend.metrics import ndcg, top
from serai.bench.recommend.recommender import Recommender

PAGE: Final = 20


def usual_cut(log: Log) -> int:
    """The start of the last third of the log's days, whole days counted back from its end."""
    end = int(log.at[-1]) + 1
    days = max(1, round((end - int(log.at[0])) / DAY))
    return end - -(-days // 3) * DAY


def cut(past: Log, after: Log, model: Recommender, at: int) -> Measures:
    """Recall@20 and NDCG@20, means over the people asked."""
    model.learn(past)
    model.refit(at)
    return asked_after(past, after, model, at)


def asked_after(past: Log, after: Log, model: Recommender, at: int) -> Measures:
    """The measures of a model that has learned the past."""
    seen = by_user(past)
    wanted = by_user(after.part(after.positive()))
    recalls: list[float] = []
    gains: list[float] = []
    for user, items in wanted.items():
        before = seen.get(user, np.zeros(0, np.int32))
        relevant = np.setdiff1d(items, before)
        if not len(relevant):
            continue
        hits = np.isin(top(model.scores(user, at), before, PAGE), relevant)
        recalls.append(float(hits.sum()) / len(relevant))
        gains.append(ndcg(hits, len(relevant), PAGE))
    return {
        "Recall@20": float(np.mean(recalls)) if recalls else None,
        "NDCG@20": float(np.mean(gains)) if gains else None,
    }


def by_user(log: Log) -> dict[int, Ints]:
    """Each person's distinct items."""
    pairs = np.unique(np.stack((log.user, log.item)), axis=1)
    users, start = np.unique(pairs[0], return_index=True)
    ends = [*start[1:].tolist(), pairs.shape[1]][: len(users)]
    parts = zip(users.tolist(), start.tolist(), ends, strict=True)
    return {user: pairs[1, begin:end] for user, begin, end in parts}
