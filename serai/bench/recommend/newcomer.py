"""Protocol `newcomer`: how soon does somebody new see what they would look at next?

Everybody's long views, each video once, stand in order over history and log. Of those who have 30
or more, a seeded fifth are newcomers: nothing of theirs is learned beforehand, everything of all
others is. Then, after their first 0, 1, 2, 5, 10 and 20 long views, the whole catalogue is ranked
without those, and relevant are the ten that they viewed next. After none, the same is asked when
they have named the 1, 3 or 5 tags that are most frequent in their whole sequence. Their views are
set after everything else, a minute apart.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from serai.bench.recommend.compare import Measures
from serai.bench.recommend.dataset import BadData, Dataset
from serai.bench.recommend.log import MINUTE, Ints, Log
from serai.bench.recommend.metrics import ndcg, top
from serai.bench.recommend.recommender import Recommender

AFTER: Final = (0, 1, 2, 5, 10, 20)
NAMED: Final = (1, 3, 5)
NEXT: Final = 10
PAGE: Final = 10
SHARE: Final = 0.2
SEED: Final = 20220425


class Newcomer(Struct, frozen=True):
    """Somebody unseen: their long views in order, and the tags they would name."""

    user: int
    rows: Log
    interests: list[int]


class Newcomers(Struct, frozen=True):
    """Those who come, and what all others had done before."""

    people: list[Newcomer]
    past: Log
    at: int
    """The moment they come, after everything in the past."""


def newcomers(data: Dataset) -> Newcomers:
    """A fifth of those with enough long views; the same ones at each call."""
    whole = data.everything()
    first = _first_long_views(whole)
    users, counts = np.unique(whole.user[first], return_counts=True)
    able = users[counts >= max(AFTER) + NEXT]
    if not len(able):
        raise BadData(f"nobody in {data.name} viewed {max(AFTER) + NEXT} videos long")
    chosen = np.random.default_rng(SEED).permutation(able)[: max(1, round(SHARE * len(able)))]
    theirs = whole.part(first[np.isin(whole.user[first], chosen)])
    at = int(whole.at[-1]) + MINUTE
    people = [_newcomer(data, theirs, user, at) for user in np.sort(chosen).tolist()]
    return Newcomers(people, whole.part(~np.isin(whole.user, chosen)), at)


def newcomer(come: Newcomers, model: Recommender) -> Measures:
    """NDCG@10 and HR@10 after each number of views and of named interests, means over all."""
    model.learn(come.past)
    model.refit(come.at)
    found: Measures = {}
    for count in NAMED:
        found |= _measured(model, come, 0, f"interests{count}", count)
    known = 0
    for count in AFTER:
        learn_views(model, come, known, count)
        known = count
        found |= _measured(model, come, count, f"after{count}")
    return found


def learn_views(model: Recommender, come: Newcomers, known: int, count: int) -> None:
    """Everybody's next views up to `count`, one minute's after the other's."""
    for number in range(known, count):
        for who in come.people:
            model.learn(who.rows.part(slice(number, number + 1)))


def wanted(who: Newcomer, count: int) -> Ints:
    """What they viewed next after `count` views."""
    return who.rows.item[count : count + NEXT]


def hits_of(page: NDArray[np.intp], who: Newcomer, count: int) -> NDArray[np.bool_]:
    """Which places of a page hold what they viewed next."""
    return np.isin(page, wanted(who, count))


def now(come: Newcomers, count: int) -> int:
    """The moment of asking after `count` views."""
    return come.at + count * MINUTE


def _measured(
    model: Recommender, come: Newcomers, count: int, name: str, named: int = 0
) -> Measures:
    hits = [
        hits_of(_page(model, who, now(come, count), count, who.interests[:named]), who, count)
        for who in come.people
    ]
    return {
        f"NDCG@10_{name}": float(np.mean([ndcg(hit, NEXT, PAGE) for hit in hits])),
        f"HR@10_{name}": float(np.mean([hit.any() for hit in hits])),
    }


def _page(
    model: Recommender, who: Newcomer, at: int, count: int, interests: Sequence[int]
) -> NDArray[np.intp]:
    return top(model.scores(who.user, at, interests), who.rows.item[:count], PAGE)


def _first_long_views(whole: Log) -> NDArray[np.intp]:
    """Rows of each person's first long view of each video, in order of time."""
    long_views = np.flatnonzero(whole.long_view)
    pairs = np.stack((whole.user[long_views], whole.item[long_views]))
    _, first = np.unique(pairs, axis=1, return_index=True)
    return long_views[np.sort(first)]


def _newcomer(data: Dataset, rows: Log, user: int, at: int) -> Newcomer:
    mine = rows.part(rows.user == user)
    tags = Counter(tag for item in mine.item.tolist() for tag in data.videos.tags[item].tolist())
    often = sorted(tags, key=lambda tag: (-tags[tag], tag))
    later = at + np.arange(len(mine), dtype=np.int64) * MINUTE
    return Newcomer(user, structs.replace(mine, at=later), often[: max(NAMED)])
