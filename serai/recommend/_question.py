"""A question in the engine's own terms: ids become rows, words become lanes."""

from collections.abc import Collection
from functools import cache
from typing import Final

import numpy as np

from serai.kernel import NoteId, PersonId
from serai.recommend import _asking as asking
from serai.recommend._state import State, hours
from serai.recommend._types import Rows, Singles
from serai.recommend._weigh import print_of
from serai.recommend.question import MOST, Question
from serai.recommend.viewer import Viewer
from serai.recommend.weights import HOUR, WEIGHTS

_BITS: Final = {name: 1 << place for place, name in enumerate(asking.SOURCES)}
_NONE: Final = np.empty(0, np.int32)
_NO_WEIGHTS: Final = np.empty(0, np.float32)
_LIFE: Final = WEIGHTS.half_life_hours.interest * HOUR


def footprint(note: int) -> int:
    """24 well mixed bits of a note's id: one note in 16 million is taken for another."""
    return int(print_of(note))


def question_of(state: State, question: Question) -> asking.Asking:
    """`question` for the kernels."""
    viewer, wishes = question.viewer, question.viewer.wishes
    lanes, weights = _interests(state, viewer)
    place = state.lanes.known(f"@place:{wishes.place}") if wishes.place else None
    own = -1 if viewer.person is None else state.authors.row(viewer.person)
    return asking.Asking(
        person=-1 if viewer.person is None else state.people.row(viewer.person),
        at=hours(viewer.now),
        lanes=lanes,
        weights=weights,
        unloved=_lanes(state, viewer.avoids_topics),
        avoided=_authors(state, viewer.avoids_authors),
        followed=_authors(state, viewer.followees),
        languages=_lanes(state, [f"@language:{one}" for one in viewer.languages]),
        shown=_shown(question),
        given=_given(state, question.given),
        sliders=np.array((wishes.following, wishes.nearby, wishes.new_voices), np.float32),
        numbers=np.array(
            (
                0,
                -1 if place is None else place,
                min(question.count, MOST),
                _bits(question.sources),
                own,
                question.again,
                question.videos,
            ),
            np.int32,
        ),
        seed=viewer.seed & 0x7FFFFFFFFFFFFFFF,
    )


@cache
def _bits(sources: tuple[str, ...]) -> int:
    return sum(_BITS[name] for name in sources)


def _interests(state: State, viewer: Viewer) -> tuple[Rows, Singles]:
    found = []
    for interest in viewer.interests:
        lane = state.lanes.known(interest.topic)
        if lane is not None:
            age = max(viewer.now - interest.at, 0)
            found.append((lane, interest.weight * 2.0 ** (-age / _LIFE)))
    if not found:
        return _NONE, _NO_WEIGHTS
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    weights = np.array([weight for _, weight in found], np.float32)
    return np.array([lane for lane, _ in found], np.int32), weights


def _lanes(state: State, keys: Collection[str]) -> Rows:
    if not keys:
        return _NONE
    found = (state.lanes.known(key) for key in keys)
    return np.array(sorted(lane for lane in found if lane is not None), np.int32)


def _authors(state: State, people: Collection[PersonId]) -> Rows:
    if not people:
        return _NONE
    return state.authors.known(np.array([*people], np.int64))


def _given(state: State, notes: tuple[NoteId, ...]) -> Rows:
    if not notes:
        return _NONE
    rows = state.notes.rows(np.array(notes, np.int64))
    return rows[rows >= 0]


def _shown(question: Question) -> Rows:
    shown = question.viewer.shown
    if question.refused:
        shown = shown | {footprint(note) for note in question.refused}
    return np.sort(np.fromiter(shown, np.int32, len(shown))) if shown else _NONE
