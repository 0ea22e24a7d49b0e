"""Measures of a ranking; pure."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.log import Floats, Ints

HIDDEN: Final = np.float32(-np.inf)


def place(scores: Floats, target: int, hidden: Ints) -> float:
    """How many stand before `target`, those of equal score counted half; `hidden` ones left out.

    Raises ValueError where a score is no number: nothing stands before that, and it would win.
    """
    if np.isnan(scores).any():
        raise ValueError("a score is no number")
    mine = scores[target]
    others = scores[hidden]
    above = np.count_nonzero(scores > mine) - np.count_nonzero(others > mine)
    equal = np.count_nonzero(scores == mine) - 1 - np.count_nonzero(others == mine)
    return float(above + equal / 2)


def top(scores: Floats, hidden: Ints, count: int) -> NDArray[np.intp]:
    """The `count` items of the highest scores, best first; equal ones in order of their index."""
    shown = scores.astype(np.float32, copy=True)
    shown[hidden] = HIDDEN
    count = min(count, len(shown) - len(np.unique(hidden)))
    if count <= 0:
        return np.zeros(0, np.intp)
    least = np.partition(shown, len(shown) - count)[len(shown) - count]
    near = np.flatnonzero(shown >= least)
    return near[np.argsort(-shown[near], kind="stable")][:count]


def gain(place: float, count: int = 10) -> float:
    """NDCG@count of one target that `place` others precede."""
    return 1 / np.log2(place + 2) if place < count else 0.0


def ndcg(hits: NDArray[np.bool_], relevant: int, count: int) -> float:
    """NDCG of a page: `hits` says which places hold one of the `relevant` items."""
    worth = 1 / np.log2(np.arange(count) + 2)
    found = float(worth[: len(hits)] @ hits[:count])
    return found / float(worth[: min(relevant, count)].sum())


def auc(scores: NDArray[np.floating], outcome: NDArray[np.bool_]) -> float | None:
    """The chance that one of the true ones stands above one of the others; None where undefined."""
    true = int(np.count_nonzero(outcome))
    pairs = true * (len(outcome) - true)
    if not pairs:
        return None
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    rank = np.cumsum(counts) - (counts - 1) / 2
    return float((rank[inverse][outcome].sum() - true * (true + 1) / 2) / pairs)
