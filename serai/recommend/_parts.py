"""A state in pieces that can be written down: arrays under their names, and words; and back."""

from array import array
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from msgspec import Struct

from serai.recommend import _shape as shape
from serai.recommend._kernel import code_version
from serai.recommend._layout import bare, dtype_of, grown, room_for, whole_of
from serai.recommend._memory import (
    Authors,
    Bonds,
    House,
    Lanes,
    Learnt,
    Notes,
    Pending,
    People,
    Ties,
)
from serai.recommend._near import bond_room
from serai.recommend._state import Names, State, move_ties
from serai.recommend.signals import Signal
from serai.recommend.weights import VERSION

TABLES: Final[dict[str, type]] = {
    "notes": Notes,
    "bonds": Bonds,
    "people": People,
    "authors": Authors,
    "lanes": Lanes,
    "ties": Ties,
    "pending": Pending,
    "learnt": Learnt,
    "house": House,
}
PLAIN: Final = {"waiting": np.int32, "time_at": np.int64, "time_rows": np.int64, "listed": np.int32}

Piece = tuple[str, int, Any]
"""A name, how many rows, and their bytes."""


class Words(Struct, frozen=True):
    """What of a state is words.

    `listed` says how many notes stand in each named lane's list; the lists follow one another.
    """

    lanes: list[str]
    places: list[str]
    listed: list[tuple[int, int]]
    shadows: dict[str, int]
    met_once: dict[str, Signal]


def made_by() -> str:
    """What must be the same for a state to be understood again: the weights' version, the code."""
    return f"{VERSION} {code_version()}"


def words_of(state: State) -> Words:
    """The words, and the posts elsewhere."""
    elsewhere = sorted(state.elsewhere.items())
    return Words(
        lanes=list(state.lanes.words),
        places=list(state.places.words),
        listed=[(lane, len(rows)) for lane, rows in state.of_topic.items()],
        shadows={key: what for key, what in elsewhere if isinstance(what, int)},
        met_once={key: what for key, what in elsewhere if not isinstance(what, int)},
    )


def pieces_of(state: State) -> Iterator[Piece]:
    """The arrays, as far as they are in use; each is a view of the state's own memory, or small."""
    memory, counts = state.memory, state.memory.house.counts
    used = {
        "notes": state.notes.many,
        "bonds": int(counts[shape.BONDED]),
        "people": state.people.many,
        "authors": state.authors.many,
        "lanes": shape.NAMED + len(state.lanes.words),
        "pending": shape.PENDING,
        "learnt": 1,
        "house": 1,
    }
    for name, rows in used.items():
        yield name, rows, whole_of(getattr(memory, name), rows)
    # Ties lie with gaps between them; what is written has none, and is a new array.
    ties = bare(memory.ties)
    by_row = ties.view(np.uint8).reshape(len(ties), ties.dtype.itemsize)
    yield "ties", int(counts[shape.TIED]), by_row[ties["keys"] >= 0].reshape(-1)
    time_at, time_rows = state.timeline.held()
    plain: dict[str, Any] = {
        "waiting": memory.waiting[: counts[shape.WAITING]],
        "time_at": time_at,
        "time_rows": time_rows,
        "listed": np.frombuffer(b"".join(state.of_topic.values()), np.int32),
    }
    for name, values in plain.items():
        yield name, len(values), values.view(np.uint8)


def empty_piece(name: str, rows: int) -> Any:
    """Where a piece of so many rows is read into: an array, with room to grow where it will."""
    if name in PLAIN:
        return np.zeros(rows, PLAIN[name])
    kind = TABLES[name]
    if name in ("notes", "people", "authors", "lanes"):
        return room_for(kind, _room(rows), None if name == "lanes" else 0)
    return np.zeros(rows, dtype_of(kind)).view(np.recarray)


def _room(rows: int) -> int:
    return max(1 << (rows - 1).bit_length(), 2 * shape.NAMED)


def state_of(pieces: dict[str, Any], many: dict[str, int], words: Words) -> State:
    """The state that was in these pieces, `many` rows each."""
    state = State()
    notes = pieces["notes"]
    waiting = np.full(len(notes), -1, np.int32)
    waiting[: many["waiting"]] = pieces["waiting"]
    state.memory = state.memory._replace(
        bonds=grown(Bonds, pieces["bonds"], many["bonds"], bond_room(len(notes))),
        **{name: pieces[name] for name in ("notes", "people", "authors", "lanes", "pending")},
        learnt=pieces["learnt"][0],
        house=pieces["house"][0],
        waiting=waiting,
        ties=_table(pieces["ties"]),
    )
    for name in ("notes", "people", "authors"):
        getattr(state, name).add(np.ascontiguousarray(bare(pieces[name])["ids"][: many[name]]))
    state.lanes, state.places = Names(shape.NAMED), Names()
    for names, said in ((state.lanes, words.lanes), (state.places, words.places)):
        for word in said:
            names.number(word)
    state.timeline.hold(pieces["time_at"], pieces["time_rows"])
    at = 0
    for lane, listed in words.listed:
        state.of_topic[lane] = array("i", pieces["listed"][at : at + listed].tobytes())
        at += listed
    state.elsewhere = {**words.shadows, **words.met_once}
    return state


def _table(ties: Any) -> Ties:
    size = 4 * shape.NAMED
    while size < 1.6 * len(ties):
        size *= 2
    table = room_for(Ties, size)
    move_ties(ties, table)
    return table


def row_bytes(name: str) -> int:
    """Bytes of one row of a piece."""
    if name in PLAIN:
        return np.dtype(PLAIN[name]).itemsize
    return int(dtype_of(TABLES[name]).itemsize)
