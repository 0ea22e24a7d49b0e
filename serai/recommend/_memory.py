"""The engine's memory: what it holds of notes, people and all else, side by side, a row a thing.

The classes say how the arrays read: `notes.stat[row, column]`, or `notes[row].stat[column]` where
what is read of one row should be seen to lie together. At run time the parts are NumPy's records,
laid out by `_layout.py`; Numba reads them the same way.
"""

from typing import Generic, NamedTuple, SupportsIndex, TypeVar

from serai.recommend._types import Bits, Bytes, Flags, Floats, Longs, Rows, Shorts, Singles

Row = TypeVar("Row")


class Table(Generic[Row]):
    """Columns of one length, which may be read by row."""

    def __len__(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def __getitem__(self, row: SupportsIndex) -> Row:
        """What lies together in one row."""
        raise NotImplementedError


class Counted:
    """A row that is counted."""

    stat: Singles


class Note(Counted):
    """A row of `Notes`."""

    p: Singles
    q: Singles


class Notes(Table[Note]):
    """A row a note, shadows of posts elsewhere among them.

    `older` is its author's note before it, `alias` the note that a shadow became, `waits` its
    place among those that look for an audience; -1 for none. `audience`: its stage, whom it met
    in it, how many of those welcomed it, since when (hours), and how many of them it suited.
    """

    ids: Longs
    published: Floats
    author: Rows
    lanes: Rows
    stat: Singles
    content: Bytes
    p: Singles
    marks: Flags
    place: Shorts
    waits: Rows
    near: Rows
    near_room: Shorts
    near_held: Shorts
    q: Singles
    older: Rows
    alias: Rows
    audience: Singles


class Bonds:
    """In blocks, one a note: `Notes.near` is its first row, `near_room` its length.

    The first `near_held` rows lead to other notes, the heaviest first.
    """

    to: Rows
    weight: Singles


class People(Table[Counted]):
    """A row a person who ever did something; `taste` holds lanes, and authors as -2 - row."""

    ids: Longs
    stat: Singles
    recent: Rows
    count: Rows
    taste: Rows
    liked: Singles
    met: Singles
    taste_at: Singles


class Authors(Table[Counted]):
    """A row an author; `newest` is the head of the chain of their notes."""

    ids: Longs
    stat: Singles
    newest: Rows


class Lanes(Table[Counted]):
    """A row a topic, cluster, language or place: its best, newest and waiting notes.

    `waiting` is a line as `_waiting.py` keeps it. `trials`: for each stage of a first audience,
    meetings and likes among its notes.
    """

    stat: Singles
    best: Rows
    newest: Rows
    turn: Rows
    notes: Rows
    waiting: Rows
    trials: Singles


class Ties:
    """What joins a person and a note: `keys` is the person's row << 32 | the note's row.

    `slot` is the place of the last meeting in `Pending`, -1 for none.
    """

    keys: Longs
    at: Singles
    deeds: Bits
    slot: Shorts


class Pending:
    """Impressions whose outcome is waited for, in a ring; `weight` is 1 / propensity, or 0."""

    person: Rows
    note: Rows
    surface: Flags
    outcome: Flags
    at: Floats
    x: Singles
    weight: Singles


class Learnt:
    """What was learnt from everybody: the ranker's weights, the mix of affinities, clusters."""

    w: Singles
    w_pull: Singles
    surface: Singles
    surface_pull: Singles
    average: Floats
    usual: Floats
    mix: Floats
    mix_pull: Floats
    behaviour: Singles
    meaning: Singles
    mass: Singles


class House:
    """What there is one of; `counts` as `_shape` names them.

    `touched` is a ring, `busy` the topics with the most notes, `values` what each task is worth. No
    note that looks for an audience was published before `oldest` (hours).
    """

    touched: Rows
    busy: Rows
    active: Rows
    values: Singles
    counts: Longs
    oldest: Floats


class Memory(NamedTuple):
    """Everything folded; `waiting` are notes that look for an audience, in no order."""

    notes: Notes
    bonds: Bonds
    people: People
    authors: Authors
    lanes: Lanes
    ties: Ties
    pending: Pending
    learnt: Learnt
    house: House
    waiting: Rows
