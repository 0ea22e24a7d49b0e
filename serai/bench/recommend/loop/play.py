"""A day of a community: pages are laid, people like what they like, and the feed hears of it."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from serai.bench.recommend.loop.community import Community, Doubles
from serai.bench.recommend.loop.feeds import Feed
from serai.bench.recommend.loop.pages import Pages
from serai.bench.recommend.loop.tally import Tally

AT_ONCE: Final = 50
"""Pages at most whose outcome is told in one piece; nobody is among them twice."""

STRAY: Final = 0.1
"""How much less a note is liked outside the reader's tastes."""

KNOWN: Final = 30
"""So many readers to whom it is of interest met each of the notes that were there before."""


def play(community: Community, feed: Feed, tell: Callable[[str], None], seed: int = 2) -> Tally:
    """Play the day; `tell` hears of each tenth of it."""
    random = np.random.default_rng(seed)
    tally, holds = Tally(community), community.holds()
    offered = int(np.searchsorted(community.published, 0.0))
    feed.offer(0, offered)
    feed.hear(_past(community, random))
    tenth = len(community.reader) // 10 + 1
    for first, end in pieces(community):
        due = int(np.searchsorted(community.published, community.opened[first]))
        if due > offered:
            feed.offer(offered, due)
            offered = due
        laid = [
            feed.lay(int(community.reader[nth]), float(community.opened[nth]), nth)
            for nth in range(first, end)
        ]
        person = np.repeat(community.reader[first:end], [len(notes) for notes, _ in laid])
        at = np.repeat(community.opened[first:end], [len(notes) for notes, _ in laid])
        note = np.concatenate([notes for notes, _ in laid])
        propensity = np.concatenate([chance for _, chance in laid])
        matched = holds[person, community.topic[note]]
        liked = random.random(len(note)) < community.quality[note] * np.where(matched, 1.0, STRAY)
        pages = Pages(person, note, at, propensity, matched, liked)
        feed.hear(pages)
        tally.count(pages)
        if end // tenth > first // tenth:
            tell(f"{end} of {len(community.reader)} pages")
    return tally


def pieces(community: Community) -> Iterator[tuple[int, int]]:
    """Runs of pages that are laid before any of them is told."""
    first, there = 0, set[int]()
    for nth, person in enumerate(community.reader.tolist()):
        if person in there or nth - first == AT_ONCE:
            yield first, nth
            first, there = nth, set()
        there.add(person)
    yield first, len(community.reader)


def _past(community: Community, random: np.random.Generator) -> Pages:
    """What the house remembers: some readers of each note that was there before, an hour before."""
    stock = np.flatnonzero(~community.new)
    readers = [_readers(community, note, random) for note in stock.tolist()]
    note = np.repeat(stock, [len(some) for some in readers]).astype(np.int32)
    person = np.concatenate([*readers, np.zeros(0, np.int32)]).astype(np.int32)
    order = random.permutation(len(note))
    note, person = note[order], person[order]
    at: Doubles = -1.0 + np.arange(len(note)) / max(len(note), 1)
    yes = np.ones(len(note), np.bool_)
    liked = random.random(len(note)) < community.quality[note]
    return Pages(person, note, at, np.zeros(len(note), np.float32), yes, liked)


def _readers(community: Community, note: int, random: np.random.Generator) -> Doubles:
    holders = np.flatnonzero((community.tastes == community.topic[note]).any(axis=1))
    holders = holders[holders != community.author[note]]
    return random.choice(holders, min(KNOWN, len(holders)), replace=False)
