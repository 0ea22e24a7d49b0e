"""A viewer as vectors over topics, for one page: what they chose, liked and avoid."""

import math
from typing import Final

import numpy as np
from msgspec import Struct

from serai.recommend._decay import INTEREST, TASTE, one_worth_now
from serai.recommend._fold import State
from serai.recommend._minds import Mind
from serai.recommend._notes import Floats
from serai.recommend.interests import Interest
from serai.recommend.viewer import Viewer
from serai.recommend.weights import WEIGHTS

FAINT: Final = 0.1
"""A topic below this weight gets no places of its own."""

FORGETTING: Final = 0.1
"""Each deed back counts e^-0.1 less for what is liked together."""

_NOBODY: Final = Mind()


class Lane(Struct, frozen=True):
    """A topic with places of its own on this viewer's pages."""

    topic: int
    weight: float
    interest: Interest | None
    """Said by the viewer; None where it shows in what they liked."""


class Profile(Struct, frozen=True):
    """The viewer as the ranker sees them; one number more than topics, the last always 0."""

    viewer: Viewer
    mind: Mind
    declared: Floats
    tastes: Floats
    avoids: Floats
    lanes: tuple[Lane, ...]
    share: float
    """Of the places on a page, how many the lanes may fill."""
    recent: list[tuple[int, float]]
    """What the viewer liked lately, newest first, with what a bond to each is worth."""
    together: dict[int, float]
    """Rows liked by those who liked the same, before they are weighed by their own fame."""


def profile_of(state: State, viewer: Viewer) -> Profile:
    """What the state says of `viewer`; of a stranger, nothing."""
    mind = _NOBODY if viewer.person is None else state.minds.get(viewer.person, _NOBODY)
    size = len(state.notes.shelves) + 1
    declared, said = _declared(state, viewer, size)
    tastes, avoids = np.zeros(size), np.zeros(size)
    for topic, key in mind.tastes.items():
        liked = one_worth_now(key, viewer.now, TASTE)
        tastes[topic] = liked / (liked + 2.0)
    for topic, key in mind.avoids.items():
        refused = one_worth_now(key, viewer.now, TASTE)
        avoids[topic] = refused / (refused + 1.0)
    lanes = _lanes(declared, tastes, avoids, said)
    recent = _recent(state, mind)
    return Profile(
        viewer,
        mind,
        declared,
        tastes,
        avoids,
        lanes,
        _share(lanes),
        recent,
        _together(state, recent),
    )


def _declared(state: State, viewer: Viewer, size: int) -> tuple[Floats, dict[int, Interest]]:
    declared, said = np.zeros(size), {}
    for interest in viewer.interests:
        topic = state.notes.topic_names.known(interest.topic)
        if topic is not None:
            age = max(viewer.now - interest.at, 0)
            declared[topic] = interest.weight * 2.0 ** (-age / INTEREST)
            said[topic] = interest
    return declared, said


def _lanes(
    declared: Floats, tastes: Floats, avoids: Floats, said: dict[int, Interest]
) -> tuple[Lane, ...]:
    strength: list[float] = (np.maximum(declared, tastes) - avoids).tolist()
    known = [topic for topic, weight in enumerate(strength) if weight > FAINT]
    known.sort(key=lambda topic: (-strength[topic], topic))
    return tuple(
        Lane(topic, strength[topic], said.get(topic)) for topic in known[: WEIGHTS.page.lanes]
    )


def _share(lanes: tuple[Lane, ...]) -> float:
    if any(lane.interest for lane in lanes):
        return WEIGHTS.page.chosen_share
    evidence = max((lane.weight for lane in lanes), default=0.0)
    return min(WEIGHTS.page.taste_share, evidence)


def _together(state: State, recent: list[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for row, factor in recent:
        for other, strength in state.notes.near[row].items():
            found[other] = found.get(other, 0.0) + factor * strength
    return found


def _recent(state: State, mind: Mind) -> list[tuple[int, float]]:
    return [
        (row, math.exp(-FORGETTING * back) / math.sqrt(max(float(state.notes.fans[row]), 1.0)))
        for back, row in enumerate(reversed(mind.recent))
    ]
