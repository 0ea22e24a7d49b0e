"""Features of each impression as they stood before it: rates of everything it belongs to.

An impression belongs to a video, its author, its tags, a person, the person's dealings with this
tag, author and video, a tab of the app, a length and an hour of the day. Of each of these families
the features are the three smoothed rates (long view, click, like) and the logarithm of how often
it was shown; of several tags, the mean. Histories count first, but do not tell of clicks.

Within a request, what is the person's own can be held as it stood at the request's start. Learned
live it would mislead whoever compares impressions of one request: after each success the rest
looks better, while fewer successes are left among them.
"""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.recommend.counting import rates_before
from serai.bench.recommend.dataset import Dataset
from serai.bench.recommend.log import DAY, HOUR, Flags, Floats, Ints, Log, joined
from serai.bench.recommend.rank import OUTCOMES, outcomes, requests

FAMILIES: Final = (
    "item", "author", "tag", "user", "user_tag", "user_author", "user_item", "tab", "length",
    "hour",
)  # fmt: skip
PERSON: Final = "user"
"""How the names of the families begin that are one person's own."""

TAGS: Final = 3
"""Of each video, so many tags count."""
STRENGTH: Final = np.array([20, 20, 20, 10, 5, 5, 2, 20, 20, 20], np.float32)
"""How many impressions the overall rate counts in each family."""


class Features(Struct, frozen=True):
    """Of each row of the log; the first of each family's four columns is the long-view rate."""

    names: tuple[str, ...]
    value: Floats
    """Rows x columns."""


def live_features(data: Dataset, *, held: bool = False) -> Features:
    """Features of the log, each row's before its outcome is counted.

    Where they are `held`, a person's own stay as they were when the request began.
    """
    whole = joined(data.history, data.log)
    ours = _of_log(data)
    keys, family = _keys(data, whole)
    told = outcomes(whole).astype(np.int8)
    told[~ours, OUTCOMES.index("click")] = -1
    own = np.array([name.startswith(PERSON) for name in FAMILIES])[family]
    value = rates_before(keys, family, told, STRENGTH, own, _chain(whole, held=held))[ours]
    columns = [*OUTCOMES, "shown"]
    names = tuple(f"{name}:{column}" for name in FAMILIES for column in columns)
    return _with_plain(data, Features(names, value))


def _of_log(data: Dataset) -> Flags:
    """Which rows of history and log together are the log's."""
    at = np.concatenate((data.history.at, data.log.at))
    return np.argsort(at, kind="stable") >= len(data.history)


def _with_plain(data: Dataset, live: Features) -> Features:
    """Beside them what the impression itself says."""
    log = data.log
    uploaded = data.videos.uploaded_at[log.item]
    plain = {
        "length_ms": np.log1p(log.duration_ms),
        "age_days": np.where(uploaded > 0, (log.at - uploaded) / DAY, np.nan),
        "tab": log.tab,
        "is_rand": log.is_rand,
        "hour": log.at % DAY // HOUR,
    }
    columns = [np.asarray(column, np.float32)[:, None] for column in plain.values()]
    return Features((*live.names, *plain), np.hstack((live.value, *columns)))


def _keys(data: Dataset, log: Log) -> tuple[Ints, Ints]:
    """Rows x columns, no two families sharing a key, -1 for nothing; and the columns' families."""
    tags = np.full((data.items, TAGS), -1, np.int64)
    for item, mine in enumerate(data.videos.tags):
        tags[item, : len(mine[:TAGS])] = mine[:TAGS]
    tag = tags[log.item]
    author = data.videos.author[log.item].astype(np.int64)
    families: list[NDArray[np.number]] = [
        log.item[:, None],
        author[:, None],
        tag,
        log.user[:, None],
        _pairs(log.user[:, None], tag),
        _pairs(log.user[:, None], author[:, None]),
        _pairs(log.user[:, None], log.item[:, None].astype(np.int64)),
        log.tab[:, None],
        np.log2(1 + np.maximum(log.duration_ms, 0) / 1_000)[:, None] * 2,
        (log.at % DAY // HOUR)[:, None],
    ]
    columns: list[NDArray[np.int32]] = []
    used = 0
    for family in families:
        apart, used = _apart(family.astype(np.int64), used)
        columns.append(apart)
    owner = np.repeat(np.arange(len(families)), [column.shape[1] for column in columns])
    return np.hstack(columns), owner.astype(np.int32)


def _pairs(user: Ints, other: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for each pair."""
    return np.where(other < 0, -1, user.astype(np.int64) * (int(other.max()) + 1) + other)


def _apart(keys: NDArray[np.int64], used: int) -> tuple[Ints, int]:
    """The keys numbered from `used` on, and how many numbers are used then."""
    distinct, number = np.unique(keys, return_inverse=True)
    numbered = np.where(keys < 0, -1, number.reshape(keys.shape) + used)
    return numbered.astype(np.int32), used + len(distinct)


def _chain(log: Log, *, held: bool) -> Ints:
    """Of each row the same person's row before, and 1 where what is theirs is counted up to it."""
    order = np.argsort(log.user, kind="stable")
    same = log.user[order][1:] == log.user[order][:-1]
    chain = np.stack((np.full(len(log), -1), np.ones(len(log))), axis=1).astype(np.int32)
    chain[order[1:][same], 0] = order[:-1][same]
    if held:
        request = requests(log)[order]
        chain[order[1:], 1] = request[1:] != request[:-1]
    return chain
