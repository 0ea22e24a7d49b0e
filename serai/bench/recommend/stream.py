"""Protocol `stream`: before each long view or like, was it among the ten best of all videos?

The histories are learned first. Then, in order of time, each long view or like of the log is a
question: the whole catalogue is ranked for that person, without what they viewed long or liked
before (a target among those is no question), and only then the row is learned, with all
impressions up to it. Models that must be fitted are refitted at the start and at even distances,
19 times in all, counted in questions; between them they know each person's newest deeds. Items of
equal score count as if half of them stood before the target.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from serai.bench.recommend.compare import Measures, Tell
from serai.bench.recommend.engaged import Engaged
from serai.bench.recommend.log import Flags, Log
from serai.bench.recommend.metrics import gain, place
from serai.bench.recommend.recommender import Recommender

REFITS: Final = 19
PAGE: Final = 10


def stream(past: Log, log: Log, model: Recommender, tell: Tell) -> Measures:
    """HR@10 and NDCG@10 over all questions of the log."""
    places = list(replay(past, log, model, log.positive(), REFITS, tell))
    return {
        "HR@10": float(np.mean([found < PAGE for found in places])) if places else None,
        "NDCG@10": mean_gain(places),
    }


def mean_gain(places: list[float]) -> float | None:
    """NDCG@10 over questions of one target each."""
    return float(np.mean([gain(found, PAGE) for found in places])) if places else None


def replay(
    past: Log, log: Log, model: Recommender, asked: Flags, refits: int, tell: Tell
) -> Iterator[float]:
    """The place of each target; `asked` marks the rows of the log that are questions."""
    engaged = Engaged()
    engaged.learn(past)
    model.learn(past)
    questions = np.flatnonzero(asked).tolist()
    fits = {int(at) for at in np.linspace(0, len(questions), refits, endpoint=False)}
    learned = 0
    for number, row in enumerate(questions):
        rows = log.part(slice(learned, row))
        engaged.learn(rows)
        model.learn(rows)
        learned = row
        user, item, at = int(log.user[row]), int(log.item[row]), int(log.at[row])
        if number in fits:
            tell(f"question {number} of {len(questions)}")
            model.refit(at)
        if not engaged.has(user, item):
            yield place(model.scores(user, at), item, engaged.of(user))
