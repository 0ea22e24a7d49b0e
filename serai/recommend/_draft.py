"""What the kernels left in the engine's room, told in ids, words and sums."""

import math
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from serai.kernel import NoteId, PersonId
from serai.recommend._asking import GONE, RULES, SOURCES
from serai.recommend._state import State
from serai.recommend._sum import PARTS
from serai.recommend.drawn import Draft, Drawn, Lane, Part
from serai.recommend.question import Question
from serai.recommend.viewer import Viewer

Abouts = dict[str, tuple[str, ...]]
Lists = dict[str, list[Any]]

_PICKED: Final = ("note", "author", "source", "lane", "variety", "propensity")
_NAMED: Final = ("bound", "attended", "said", "tasted")


def draft_of(state: State, question: Question, many: int) -> Draft:
    """The page that `compose` made."""
    return Draft(tuple(_cards(state, question.viewer, many)), _dropped(state))


def _cards(state: State, viewer: Viewer, many: int) -> Iterable[Drawn]:
    picked = _listed(state.bare_room.picked[0], many)
    columns = zip(*[picked[name] for name in _PICKED], strict=True)
    lanes = _lanes(state, viewer)
    for card, about, amounts in zip(
        columns, _abouts(state, picked["author"], many), _amounts(state, many), strict=True
    ):
        note, author, source, lane, variety, propensity = card
        parts = _parts(amounts, about, variety)
        yield Drawn(
            note=NoteId(note),
            author=PersonId(author),
            source=SOURCES[source],
            lane=lanes[lane] if lane >= 0 else None,
            parts=parts,
            score=math.fsum([part.amount for part in parts]),
            propensity=propensity,
        )


def _listed(columns: Any, many: int) -> Lists:
    """As lists: Python reads one number of an array slower than it sums ten of a list."""
    return {name: columns[name][:many].tolist() for name in _PICKED}


def _amounts(state: State, many: int) -> list[list[float]]:
    amounts: list[list[float]] = state.bare_room.told[0]["amounts"][:many, : len(PARTS)].tolist()
    return amounts


def _parts(amounts: Iterable[float], about: Abouts, variety: float) -> tuple[Part, ...]:
    parts = [
        Part(name, amount, about[name]) if name in about else Part(name, amount)
        for name, amount in zip(PARTS, amounts, strict=True)
        if amount
    ]
    if variety:
        parts.append(Part("variety", variety))
    return tuple(parts)


def _abouts(state: State, authors: Iterable[int], many: int) -> Iterable[Abouts]:
    """What is named with the parts of each card."""
    told, ids = state.bare_room.told[0], state.bare.notes["ids"]
    bound, attended, said, tasted = [told[name][:many] for name in _NAMED]
    for author, led, drawn, interest, taste in zip(
        authors,
        _named(ids, bound),
        _named(ids, attended),
        said.tolist(),
        tasted.tolist(),
        strict=True,
    ):
        own = (str(author),)
        about: Abouts = {"follows": own, "author_taste": own, "together": led, "attention": drawn}
        if interest >= 0:
            about["interest"] = (state.topic(interest),)
        if taste >= 0:
            about["taste"] = (state.topic(taste),)
        yield about


def _named(ids: Any, rows: Any) -> list[tuple[str, ...]]:
    """The ids of some rows a card, -1 for none."""
    both = zip(rows.tolist(), ids[rows].tolist(), strict=True)
    return [
        tuple([str(note) for row, note in zip(own, notes, strict=True) if row >= 0])
        for own, notes in both
    ]


def _lanes(state: State, viewer: Viewer) -> list[Lane]:
    """The lanes that the page knows of its viewer."""
    known, chosen = state.bare_room.known[0], {one.topic: one for one in viewer.interests}
    many = int(known["many"][0])
    topics = [state.topic(lane) for lane in known["lane"][:many].tolist()]
    said = known["said"][:many].tolist()
    return [
        Lane(topic, chosen.get(topic) if own else None)
        for topic, own in zip(topics, said, strict=True)
    ]


def _dropped(state: State) -> dict[str, tuple[NoteId, ...]]:
    found = state.bare_room.found[0]
    rules = state.bare_room.weighed[0]["rule"][: found["many"][0]]
    places = np.flatnonzero(rules > GONE)
    ids = state.bare.notes["ids"][found["rows"][places]].tolist()
    dropped: dict[str, list[NoteId]] = {}
    for rule, note in zip(rules[places].tolist(), ids, strict=True):
        dropped.setdefault(RULES[rule], []).append(NoteId(note))
    return {name: tuple(dropped[name]) for name in RULES if name in dropped}
