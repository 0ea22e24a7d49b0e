"""Sources: where the notes of a page may come from, each by its name."""

from collections.abc import Callable, Iterable, Mapping
from heapq import nlargest
from itertools import chain, islice
from typing import Final

from serai.recommend._fold import State
from serai.recommend._notes import Listed, Shelf
from serai.recommend.profile import Profile

Source = Callable[[State, Profile], Iterable[int]]
"""Rows in no promised order; a row may come twice, or from several sources."""

LANE: Final = 12
SOME: Final = 40


def _newest(listed: Listed, many: int) -> list[int]:
    return [row for _, row in listed[-many:]]


def _shelf(shelf: Shelf, many: int) -> list[int]:
    return _newest(shelf.listed, many) + shelf.best[:many]


def interests(state: State, profile: Profile) -> Iterable[int]:
    """Of each lane of the viewer the newest and the best."""
    shelves = state.notes.shelves
    return chain.from_iterable(_shelf(shelves[lane.topic], LANE) for lane in profile.lanes)


def together(_: State, profile: Profile) -> Iterable[int]:
    """What people liked who liked what the viewer liked lately."""
    found = profile.together.items()
    return [row for row, _ in nlargest(SOME, found, key=lambda pair: (pair[1], pair[0]))]


def follows(state: State, profile: Profile) -> Iterable[int]:
    """The newest notes of whom the viewer follows."""
    of_author = state.notes.of_author
    lists = (of_author[one][-3:] for one in profile.viewer.followees if one in of_author)
    return [row for _, row in nlargest(SOME, chain.from_iterable(lists))]


def rising(state: State, _: Profile) -> Iterable[int]:
    """What was welcomed lately."""
    return set(islice(reversed(state.notes.touched), SOME))


def trial(state: State, _: Profile) -> Iterable[int]:
    """New notes that look for their first audience: the newest, and those that wait longest."""
    waiting = state.notes.trial
    return chain(islice(reversed(waiting), SOME), islice(waiting, LANE))


def best(state: State, _: Profile) -> Iterable[int]:
    """The best welcomed of all."""
    return state.notes.all.best[:SOME]


def newest(state: State, _: Profile) -> Iterable[int]:
    """The newest of all."""
    return _newest(state.notes.all.listed, SOME)


def variety(state: State, _: Profile) -> Iterable[int]:
    """Of each busy topic a few good and new ones, so that a first page shows what there is."""
    shelves = state.notes.shelves
    return chain.from_iterable(_shelf(shelves[topic], 2) for topic in state.notes.busy_topics())


SOURCES: Final[Mapping[str, Source]] = {
    "interests": interests,
    "together": together,
    "follows": follows,
    "rising": rising,
    "trial": trial,
    "best": best,
    "newest": newest,
    "variety": variety,
}
