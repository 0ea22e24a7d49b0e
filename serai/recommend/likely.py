"""What the ranker looks at: one readable number each for a note and a viewer."""

from typing import Final

import numpy as np

from serai.recommend._decay import FRESH, QUALITY, RISING, worth_now
from serai.recommend._fold import State
from serai.recommend._notes import Floats, Ints
from serai.recommend.profile import Profile
from serai.recommend.weights import WEIGHTS

FEATURES: Final = (
    "interest",
    "taste",
    "not_interested",
    "together",
    "follows",
    "quality",
    "rising",
    "fresh",
    "language",
    "seen",
    "chance",
)
"""In the order of the rows of `likely`; `trial` and `variety` are added where a page is chosen."""

FACTORS: Final = np.array([WEIGHTS.weights[name] for name in FEATURES])

AVERAGE: Final = 0.1
"""How much welcome a meeting brings on average."""

MEETINGS: Final = 20.0
"""Meetings after which a note's own figures outweigh the average."""


def likely(state: State, profile: Profile, rows: Ints) -> Floats:
    """The features of `rows` for the viewer: one line a feature, one column a note."""
    notes, viewer = state.notes, profile.viewer
    looked = np.zeros((len(FEATURES), len(rows)))
    if viewer.known:
        _personal(state, profile, rows, looked)
    looked[5] = _quality(state, rows, viewer.now)
    risen = worth_now(notes.rise[rows], viewer.now, RISING)
    looked[6] = np.minimum(np.log2(1.0 + risen) / 3.0, 1.0)
    looked[7] = np.exp2(-np.maximum(viewer.now - notes.published[rows], 0) / FRESH)
    looked[10] = drawn(notes.ids[rows], viewer.seed)
    return looked


def _personal(state: State, profile: Profile, rows: Ints, looked: Floats) -> None:
    notes, viewer, listed = state.notes, profile.viewer, rows.tolist()
    topics = np.ascontiguousarray(notes.topics[rows].T)  # a line a topic: maxima in one sweep
    for line, leanings in enumerate((profile.declared, profile.tastes, profile.avoids)):
        leanings[topics].max(axis=0, out=looked[line])
    if profile.together:
        near = np.array([profile.together.get(row, 0.0) for row in listed])
        looked[3] = np.minimum(near / (np.sqrt(notes.fans[rows]) + 1.0), 1.0)
    if viewer.followees:
        looked[4] = [author in viewer.followees for author in notes.author[rows].tolist()]
    for language in viewer.languages:
        number = notes.languages.known(language)
        if number is not None:
            looked[8] += notes.language[rows] == number
    if profile.mind.met:
        looked[9] = [row in profile.mind.met for row in listed]


def _quality(state: State, rows: Ints, now: int) -> Floats:
    """The smoothed rate of welcome against the average, from -1 (never) to 2."""
    welcomed = worth_now(state.notes.good[rows], now, QUALITY)
    met = np.maximum(worth_now(state.notes.tried[rows], now, QUALITY), welcomed)
    rate = (welcomed + AVERAGE * MEETINGS) / (met + MEETINGS)
    better: Floats = np.clip(rate / AVERAGE - 1.0, -1.0, 2.0)
    return better


def drawn(ids: Ints, seed: int) -> Floats:
    """A number in [0, 1) for each id, the same for the same seed (SplitMix64's finaliser)."""
    mixed = ids.astype(np.uint64) ^ np.uint64(seed)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)) / float(1 << 53)


def liked_with(state: State, profile: Profile, row: int, most: int = 2) -> list[int]:
    """Which of the viewer's recent likes speak most for `row`."""
    speaking = [
        (factor * strength, recent)
        for recent, factor in profile.recent
        if (strength := state.notes.near[recent].get(row))
    ]
    return [recent for _, recent in sorted(speaking, key=lambda pair: -pair[0])[:most]]
