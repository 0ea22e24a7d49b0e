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

LANES: Final = 64
"""Rows of each kind for all lanes together, and for one lane at the least."""

FEWEST: Final = 8
SOME: Final = 30
DEEP: Final = 1_000
"""Rows looked at in one list at most, for somebody who has met most of them."""


def _new_to(state: State, profile: Profile, rows: Iterable[int], many: int) -> list[int]:
    """The first `many` of `rows` that the viewer has not met; where too few, met ones as well."""
    met, shown, prints = profile.mind.met, profile.viewer.shown, state.notes.prints
    new: list[int] = []
    old: list[int] = []
    for row in islice(rows, DEEP):
        if row in met:
            old.append(row)
        elif not shown or prints[row] not in shown:
            new.append(row)
            if len(new) == many:
                break
    return new + old[: many - len(new)]


def _newest(listed: Listed) -> Iterable[int]:
    return (row for _, row in reversed(listed))


def _shelf(state: State, profile: Profile, shelf: Shelf, many: int) -> list[int]:
    newest = _new_to(state, profile, _newest(shelf.listed), many)
    return newest + _new_to(state, profile, shelf.best, many)


def interests(state: State, profile: Profile) -> Iterable[int]:
    """Of each lane of the viewer the newest and the best."""
    shelves = [state.notes.shelves[lane.topic] for lane in profile.lanes]
    many = max(LANES // max(len(shelves), 1), FEWEST)
    return chain.from_iterable(_shelf(state, profile, shelf, many) for shelf in shelves)


def together(state: State, profile: Profile) -> Iterable[int]:
    """What people liked who liked what the viewer liked lately."""
    found = profile.together.items()
    most = nlargest(4 * SOME, found, key=lambda pair: (pair[1], pair[0]))
    return _new_to(state, profile, (row for row, _ in most), SOME)


def follows(state: State, profile: Profile) -> Iterable[int]:
    """The newest notes of whom the viewer follows."""
    of_author = state.notes.of_author
    lists = (of_author[one][-5:] for one in profile.viewer.followees if one in of_author)
    newest = sorted(chain.from_iterable(lists), reverse=True)
    return _new_to(state, profile, (row for _, row in newest), SOME)


def rising(state: State, profile: Profile) -> Iterable[int]:
    """What was welcomed lately."""
    return _new_to(state, profile, dict.fromkeys(reversed(state.notes.touched)), SOME)


def trial(state: State, profile: Profile) -> Iterable[int]:
    """New notes that look for their first audience: the newest, and those that wait longest."""
    waiting = state.notes.trial
    newest = _new_to(state, profile, reversed(waiting), SOME)
    return newest + _new_to(state, profile, waiting, FEWEST)


def best(state: State, profile: Profile) -> Iterable[int]:
    """The best welcomed of all."""
    return _new_to(state, profile, state.notes.all.best, SOME)


def newest(state: State, profile: Profile) -> Iterable[int]:
    """The newest of all."""
    return _new_to(state, profile, _newest(state.notes.all.listed), SOME)


def variety(state: State, profile: Profile) -> Iterable[int]:
    """Of each busy topic a few good and new ones, so that a first page shows what there is."""
    samples = state.notes.samples()
    return _new_to(state, profile, samples, len(samples))


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
