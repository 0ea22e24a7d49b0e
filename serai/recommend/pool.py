"""A pool: the notes that one page is chosen from, as arrays side by side."""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from msgspec import Struct

from serai.kernel import NoteId
from serai.recommend._fold import State
from serai.recommend._notes import Bools, Floats, Ints
from serai.recommend.likely import FACTORS, FEATURES, likely
from serai.recommend.profile import Profile

NO_ROWS: Final = np.zeros(0, np.int64)


class Pool(Struct, frozen=True):
    """Notes with a value each; column i of every array is one note, newest id first.

    `amounts` has a line for each feature (weight x feature); `value` is the sum of each column.
    `sources` is the place in `names` of the first that found it. `topics` are
    numbers of `Engine.topic`.
    """

    profile: Profile
    names: tuple[str, ...]
    rows: Ints
    ids: Ints
    authors: Ints
    topics: list[tuple[int, ...]]
    published: Ints
    public: Bools
    sources: Ints
    amounts: Floats
    value: Floats
    trial: Floats
    """0 for notes not on trial, else the share of the first audience that is still missing."""

    def __len__(self) -> int:
        return len(self.rows)

    def note(self, at: int) -> NoteId:
        """The id of the note in column `at`."""
        return NoteId(self.ids[at])

    def source(self, at: int) -> str:
        """The first source that found the note."""
        return self.names[int(self.sources[at])]

    def feature(self, name: str) -> Floats:
        """What one feature adds to each note's value."""
        line: Floats = self.amounts[FEATURES.index(name)]
        return line

    def parts(self, at: int) -> list[tuple[str, float]]:
        """The summands of the note's value that are not 0."""
        column = self.amounts[:, at].tolist()
        return [(name, amount) for name, amount in zip(FEATURES, column, strict=True) if amount]

    def only(self, kept: Bools) -> "Pool":
        """The same pool with some of its notes."""
        return Pool(
            self.profile,
            self.names,
            self.rows[kept],
            self.ids[kept],
            self.authors[kept],
            [self.topics[at] for at in np.flatnonzero(kept).tolist()],
            self.published[kept],
            self.public[kept],
            self.sources[kept],
            self.amounts[:, kept],
            self.value[kept],
            self.trial[kept],
        )


def pool_of(state: State, profile: Profile, found: Mapping[str, Iterable[int]]) -> Pool:
    """The live notes among `found` (rows by source), each once, weighed for the viewer."""
    notes = state.notes
    lists = [np.fromiter(rows, np.int64) for rows in found.values()]
    rows, first = np.unique(np.concatenate([*lists, NO_ROWS]), return_index=True)
    ends = np.cumsum([len(one) for one in lists])
    order = np.argsort(-notes.ids[rows])
    order = order[notes.live[rows[order]]]
    rows, sources = rows[order], np.searchsorted(ends, first[order], "right")
    amounts = likely(state, profile, rows) * FACTORS[:, None]
    return Pool(
        profile,
        tuple(found),
        rows,
        notes.ids[rows],
        notes.author[rows],
        [notes.tags[row] for row in rows.tolist()],
        notes.published[rows],
        notes.public[rows],
        sources,
        amounts,
        amounts.sum(axis=0),
        notes.missing[rows],
    )
