"""Protocol `rank`: of what was really shown, what would be viewed long, clicked or liked?

All impressions of the log pass in order of time; each model says three probabilities before it
learns what came of that impression. Counted are the impressions from the cut on. The AUC is over
all of them. The request-level AUC compares only impressions of one request: one person's, each
within ten minutes of the one before. It is the mean over requests that hold both outcomes, each
weighing its pairs, and it is asked of a score without what is the same for the whole request: a
person's own rate, learned live, would follow their luck within it and rank against it. Most such
requests show one video; so `person_AUC` asks the same of all that one person was shown.
"""

from typing import Final, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.recommend.compare import Measures, Tell
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.log import MINUTE, Flags, Floats, Log
from serai.bench.recommend.metrics import auc

OUTCOMES: Final = ("long_view", "click", "like")
APART: Final = 10 * MINUTE


class Predicted(Struct, frozen=True):
    """What was said before each outcome; rows of the log x the three outcomes."""

    chance: Floats
    """Probabilities; NaN where nothing was said, which may be so before the cut."""
    within: Floats
    """Scores by which one request's impressions are compared, without the person's constants."""


class Predictor(Protocol):
    """Passes over the log once, in order of time."""

    def run(self, data: Dataset, cut: int, tell: Tell) -> Predicted:
        """Say everything before it is known; `data.history` may be learned first."""
        ...


def outcomes(log: Log) -> Flags:
    """Rows x the three outcomes."""
    return np.stack((log.long_view, log.click, log.like), axis=1)


def rank(data: Dataset, predictor: Predictor, cut: int, tell: Tell) -> Measures:
    """AUC of each outcome from the cut on, over all, within requests and within people."""
    said = predictor.run(data, cut, tell)
    start = int(np.searchsorted(data.log.at, cut))
    truth = outcomes(data.log)[start:]
    person = data.log.user[start:].astype(np.int64)
    groups = {"request": requests(data.log)[start:], "person": person}
    found: Measures = {}
    for at, name in enumerate(OUTCOMES):
        found[f"AUC_{name}"] = auc(said.chance[start:, at], truth[:, at])
    for of, group in groups.items():
        for at, name in enumerate(OUTCOMES):
            found[f"{of}_AUC_{name}"] = grouped_auc(said.within[start:, at], truth[:, at], group)
    return found


def requests(log: Log, apart: int = APART) -> NDArray[np.int64]:
    """The number of each row's request."""
    order = np.lexsort((log.at, log.user))
    user, at = log.user[order], log.at[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (user[1:] != user[:-1]) | (at[1:] - at[:-1] > apart)
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(new)
    return number


def grouped_auc(scores: Floats, outcome: Flags, group: NDArray[np.int64]) -> float | None:
    """Mean AUC within groups that hold both outcomes, weighted by their pairs."""
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order])) + 1
    won, pairs = 0.0, 0
    for rows in np.split(order, starts):
        true = int(np.count_nonzero(outcome[rows]))
        here = true * (len(rows) - true)
        if here:
            won += here * (auc(scores[rows], outcome[rows]) or 0.0)
            pairs += here
    return won / pairs if pairs else None
