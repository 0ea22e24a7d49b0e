"""Everything that was folded: the arrays, and the few tables of words beside them."""

from array import array
from typing import Any, Final

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._hash import slot_of
from serai.recommend._ids import Ids
from serai.recommend._kernel import entry
from serai.recommend._layout import bare, begin, grown, one_of, room_for
from serai.recommend._memory import (
    Authors,
    Bonds,
    House,
    Lanes,
    Learnt,
    Memory,
    Notes,
    Pending,
    People,
    Ties,
)
from serai.recommend._near import bond_room
from serai.recommend._room import Room, make_room
from serai.recommend._timeline import Timeline
from serai.recommend._types import Longs, Rows
from serai.recommend.signals import Signal
from serai.recommend.weights import WEIGHTS

START: Final = 1_735_689_600_000_000
"""2025-01-01: hours are counted from here, so that single precision holds them to seconds."""

HOUR: Final = 3_600_000_000
FIRST: Final = 1 << 10
OF_TASKS: Final = {
    "note": "note_rate",
    "author": "author_rate",
    "topic": "topic_rate",
    "you": "you_rate",
    "met": "done_before",
}
"""Weights of the file that stand for three features, each of its own task; by their first word."""

OF_ALL: Final = {name: "affinity" for name in shape.FEATURES if name.endswith("_affinity")}
"""Features that share one weight of the file."""

EVERYTHING: Final = "@all"
"""The lane of all public notes; the first one that has a name."""


def hours(at: int) -> float:
    """Epoch microseconds as hours since `START`."""
    return (at - START) / HOUR


class Names:
    """Words as small numbers, in the order in which they were met."""

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of `word`, new or known."""
        found = self._numbers.setdefault(word, self.first + len(self.words))
        if found == self.first + len(self.words):
            self.words.append(word)
        return found

    def known(self, word: str) -> int | None:
        """The number of `word`, if it was met."""
        return self._numbers.get(word)

    def word(self, number: int) -> str:
        """The word with this number."""
        return self.words[number - self.first]


class State:
    """The fold's memory, with room made before it is needed."""

    def __init__(self) -> None:
        self.memory = Memory(
            notes=room_for(Notes, FIRST, 0),
            bonds=room_for(Bonds, bond_room(FIRST)),
            people=room_for(People, FIRST, 0),
            authors=room_for(Authors, FIRST, 0),
            lanes=room_for(Lanes, 2 * shape.NAMED),
            ties=room_for(Ties, 4 * FIRST),
            pending=room_for(Pending, shape.PENDING),
            learnt=first_learnt(),
            house=first_house(),
            waiting=np.full(FIRST, -1, np.int32),
        )
        self.room = make_room()
        self.bare_room: Any = Room(*(bare(part) for part in self.room))
        self.notes = Ids()
        self.people = Ids()
        self.authors = Ids()
        self.lanes = Names(shape.NAMED)
        self.lane(EVERYTHING)
        self.places = Names()
        self.of_topic: dict[int, array[int]] = {}
        """Every row that ever stood in a named lane, in the order of the log."""
        self.videos: Rows = np.empty(0, np.int32)
        self.looked_through = 0
        """Rows of notes with a length, among so many rows; made anew after a start."""
        self.timeline = Timeline()
        self.elsewhere: dict[str, int | Signal] = {}
        """Posts of other platforms: the shadow's row, or the one signal that is known of it."""

    @property
    def memory(self) -> Memory:
        """The arrays, to be read and written by name."""
        return self._memory

    @memory.setter
    def memory(self, memory: Memory) -> None:
        self._memory = memory
        self.bare: Any = Memory(*(bare(part) for part in memory))
        """The same as plain arrays: the quick way into a kernel that opens them (`_open.py`)."""

    def room_for_notes(self, more: int) -> None:
        """See that `more` notes fit, their rows empty."""
        memory, used = self.memory, self.notes.many
        size = _size(len(memory.waiting), used + more)
        if size > len(memory.waiting):
            self.memory = memory._replace(
                notes=grown(Notes, memory.notes, used, size),
                bonds=grown(
                    Bonds, memory.bonds, memory.house.counts[shape.BONDED], bond_room(size)
                ),
                waiting=_longer(memory.waiting, size),
            )
        begin(Notes, self.memory.notes, used, used + more)

    def people_rows(self, people: Longs, deeds: int) -> Rows:
        """The row of each person, new or known, with room for `deeds` more ties."""
        memory, used = self.memory, self.people.many
        rows = self.people.add(people)
        size = _size(len(self.bare.people), self.people.many)
        if size > len(self.bare.people):
            memory = memory._replace(people=grown(People, memory.people, used, size))
        begin(People, memory.people, used, self.people.many)
        wanted = _size(len(self.bare.ties), round(1.6 * (memory.house.counts[shape.TIED] + deeds)))
        if wanted > len(self.bare.ties):
            memory = memory._replace(ties=_wider(memory.ties, wanted))
        if memory is not self.memory:
            self.memory = memory
        self.bare.people["ids"][rows] = people
        return rows

    def stands(self, row: int, lane: int) -> bool:
        """Whether a note is public and there, and still in the lane."""
        notes, both = self.memory.notes, shape.PUBLIC | shape.LIVE
        return int(notes.marks[row]) & both == both and lane in notes.lanes[row]

    def topic(self, lane: int) -> str:
        """What a lane is called; clusters have a number for a name."""
        return self.lanes.word(lane) if lane >= shape.NAMED else f"@cluster:{lane}"

    def published(self, row: int) -> int:
        """When a note was published, epoch microseconds."""
        return START + round(float(self.memory.notes.published[row]) * HOUR)

    def author(self, person: int) -> int:
        """The row of an author, new or known."""
        return int(self.author_rows(np.array([person], np.int64))[0])

    def author_rows(self, people: Longs) -> Rows:
        """The row of each author, new or known."""
        used = self.authors.many
        rows = self.authors.add(people)
        size = _size(len(self.bare.authors), self.authors.many)
        if size > len(self.bare.authors):
            authors = grown(Authors, self.memory.authors, used, size)
            self.memory = self.memory._replace(authors=authors)
        begin(Authors, self.memory.authors, used, self.authors.many)
        self.bare.authors["ids"][rows] = people
        return rows

    def lane(self, key: str) -> int:
        """The lane called `key`, new or known."""
        number = self.lanes.number(key)
        if number >= len(self.bare.lanes):
            lanes = grown(Lanes, self.memory.lanes, number, 2 * number)
            begin(Lanes, lanes, number, 2 * number)
            self.memory = self.memory._replace(lanes=lanes)
        return number


def _size(size: int, wanted: int) -> int:
    """`size`, doubled until `wanted` fits."""
    while size < wanted:
        size *= 2
    return size


def first_learnt() -> Learnt:
    """What is believed before anything was learnt: the weights that people set, random centres."""
    random = np.random.default_rng(1)
    centres = [
        random.standard_normal((shape.CLUSTERS, width)) for width in (shape.WIDTH, shape.CONTENT)
    ]
    units = [one / np.linalg.norm(one, axis=1, keepdims=True) for one in centres]
    learnt = one_of(Learnt)
    learnt.w[:] = first_weights()
    learnt.usual[:] = [*(10.0 * WEIGHTS.usual[task] for task in shape.TASKS), 10.0]
    learnt.mix[:] = [WEIGHTS.mix[name] for name in shape.MIX]
    learnt.behaviour[:], learnt.meaning[:] = units
    return learnt


def first_house() -> House:
    """Nothing counted yet, and what each task is worth."""
    house = one_of(House)
    house.values[:] = [WEIGHTS.value[task] for task in shape.TASKS]
    return house


def first_weights() -> Any:
    """The ranker's weights as the file sets them: those of a task, else those of all."""
    w = np.zeros((shape.F, shape.T), np.float32)
    for place, feature in enumerate(shape.FEATURES):
        for task, name in enumerate(shape.TASKS):
            sign = -1.0 if name == "refuse" else 1.0
            w[place, task] = sign * WEIGHTS.weights.get(OF_ALL.get(feature, feature), 0.0)
    for task, name in enumerate(shape.TASKS):
        usual = WEIGHTS.usual[name]
        w[0, task] = np.log(usual / (1.0 - usual))
    for task, name in enumerate(shape.TASKS[: shape.RATED]):
        for group, weight in OF_TASKS.items():
            w[shape.FEATURES.index(f"{group}_{name}"), task] = WEIGHTS.weights[weight]
    return w


def _longer(rows: Any, many: int) -> Any:
    longer = np.full(many, -1, np.int32)
    longer[: len(rows)] = rows
    return longer


@entry
def move_ties(old: Ties, new: Ties) -> int:
    """Put every tie of `old` into `new`, those marked -2 left out; returns how many."""
    moved = 0
    for slot in range(len(old.keys)):
        key = old.keys[slot]
        if key >= 0:
            to = slot_of(new.keys, key)
            new.keys[to], new.deeds[to] = key, old.deeds[slot]
            new.at[to], new.slot[to] = old.at[slot], old.slot[slot]
            moved += 1
    return moved


def _wider(ties: Ties, size: int) -> Ties:
    wider = room_for(Ties, size)
    move_ties(ties, wider)
    return wider
