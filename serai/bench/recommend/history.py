"""What people had seen before the log begins, as rows.

A line tells of one person: `{"u": 0, "n": 9, "t": 1650615878629, "view": [...], "like": [...],
"long": [...]}`, each list the last 50 of its own kind, oldest first, `t` the time of the last view
in milliseconds. The times of the others are not told: they are laid an hour apart before it. A
long view or like is the newest view of that video not yet taken; one without such a view is older
than the views that are told, and becomes a row before them. Whether a view was a click is not told
either: only what was viewed long or liked counts as one.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import DecodeError, Struct, ValidationError, json
from numpy.typing import NDArray

from serai.bench.recommend.dataset import BadData
from serai.bench.recommend.table import lines_of

APART_MS: Final = 3_600_000


class Past(Struct, frozen=True):
    """One line."""

    u: int
    t: int
    view: list[int]
    like: list[int] = []
    long: list[int] = []


def read_histories(path: Path) -> dict[str, NDArray[np.int64]]:
    """The columns user, item, at (ms), click, like and long_view, not yet in order of time."""
    rows = [row for past in _pasts(path) for row in _rows_of(past)]
    table = np.array(rows, np.int64).reshape(-1, 5)
    user, item, at, like, long_view = table.T
    click = like | long_view
    return {
        "user": user,
        "item": item,
        "at": at,
        "click": click,
        "like": like,
        "long_view": long_view,
    }


def _pasts(path: Path) -> Iterator[Past]:
    decoder = json.Decoder(Past)
    for number, line in enumerate(lines_of(path), 1):
        try:
            yield decoder.decode(line)
        except (DecodeError, ValidationError) as wrong:
            raise BadData(f"{path}, line {number}: {wrong}") from wrong


def _rows_of(past: Past) -> list[tuple[int, int, int, int, int]]:
    """(user, item, at, like, long_view), oldest first."""
    liked, viewed_long = Counter(past.like), Counter(past.long)
    newest_first = [
        (item, _taken(liked, item), _taken(viewed_long, item)) for item in reversed(past.view)
    ]
    newest_first += [
        (item, _taken(liked, item), 1) for item in reversed(past.long) if _taken(viewed_long, item)
    ]
    newest_first += [(item, 1, 0) for item in reversed(past.like) if _taken(liked, item)]
    return [
        (past.u, item, past.t - back * APART_MS, like, long_view)
        for back, (item, like, long_view) in reversed(list(enumerate(newest_first)))
    ]


def _taken(left: Counter[int], item: int) -> int:
    """1 and one fewer left, or 0."""
    if left[item] <= 0:
        return 0
    left[item] -= 1
    return 1
