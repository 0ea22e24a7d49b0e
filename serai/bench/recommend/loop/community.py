"""The people and the notes of a simulated community, with what nobody tells the feed."""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from serai.bench.recommend.log import Ints

PEOPLE: Final = 12_000
TOPICS: Final = 300
NOTES: Final = 24_000
PAGES: Final = 300_000
DAY: Final = 24.0
"""Hours that pages are opened for; the last two bring no new notes, that each may have its two."""

DEADLINE: Final = 2.0
STOCK: Final = 1 / 12
"""Part of the notes that was there before, from eight to ten days old."""

RELATED: Final = 10
"""Topics that belong together; the popular ones tend to stand beside popular ones."""

TASTES: Final = 4
TOLD: Final = 3
ZIPF: Final = 0.75
NOISE: Final = 0.5
GOOD: Final = 0.8
"""A note is good when its quality is above that of so many."""

HEAD: Final = 1 / 6
"""Part of the topics, those with the most notes, behind which the niches begin: 50 of 300."""

Doubles = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Community(Struct, frozen=True):
    """People by tastes, notes by time of publication (hours), pages by who opens them when."""

    tastes: Ints
    topic: Ints
    quality: Doubles
    author: Ints
    published: Doubles
    reader: Ints
    opened: Doubles
    topics: int

    @property
    def told(self) -> Ints:
        """The tastes that people told."""
        return self.tastes[:, :TOLD]

    @property
    def new(self) -> Bools:
        """Which notes appeared while pages were opened."""
        return self.published >= 0.0

    @property
    def good(self) -> Bools:
        """Which notes are of the best."""
        return self.quality >= np.quantile(self.quality, GOOD)

    def holds(self) -> Bools:
        """People x topics: whether it is one of their tastes."""
        held = np.zeros((len(self.tastes), self.topics), np.bool_)
        held[np.arange(len(held))[:, None], self.tastes] = True
        return held

    def niche(self) -> Bools:
        """Which topics are outside those with the most notes."""
        order = np.argsort(-np.bincount(self.topic, minlength=self.topics), kind="stable")
        niche = np.ones(self.topics, np.bool_)
        niche[order[: round(HEAD * self.topics)]] = False
        return niche


def found(scale: float, seed: int = 1) -> Community:
    """A community, `scale` times as large, topics included, so that audiences keep their sizes."""
    random = np.random.default_rng(seed)
    topics = max(round(TOPICS * scale / RELATED), 1) * RELATED
    people, notes, pages = (max(round(many * scale), 60) for many in (PEOPLE, NOTES, PAGES))
    tastes = _tastes(random, people, topics)
    author = random.integers(people, size=notes, dtype=np.int32)
    stock = round(STOCK * notes)
    before = -random.uniform(8 * DAY, 10 * DAY, stock)
    since = random.uniform(0.0, DAY - DEADLINE, notes - stock)
    return Community(
        tastes=tastes,
        topic=tastes[author, random.integers(TASTES, size=notes)],
        quality=random.beta(2.0, 5.0, notes),
        author=author,
        published=np.concatenate([np.sort(before), np.sort(since)]),
        reader=random.integers(people, size=pages, dtype=np.int32),
        opened=np.sort(random.uniform(0.0, DAY, pages)),
        topics=topics,
    )


def _tastes(random: np.random.Generator, people: int, topics: int) -> Ints:
    """Four of one group of related topics each, in no order, more often popular ones (Gumbel)."""
    rank = np.arange(topics) + 1.0
    popular = rank**-ZIPF
    order = np.argsort(np.log(rank) + NOISE * random.standard_normal(topics), kind="stable")
    groups = order.reshape(-1, RELATED)
    chance = popular[groups].sum(axis=1)
    theirs = groups[random.choice(len(groups), people, p=chance / chance.sum())]
    drawn = np.log(popular[theirs]) + random.gumbel(size=theirs.shape)
    tastes = np.take_along_axis(theirs, np.argsort(-drawn, axis=1)[:, :TASTES], axis=1)
    return random.permuted(tastes, axis=1).astype(np.int32)
