"""Where notes stand by what they mean: a code of each in memory, its row in the store."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sqlalchemy import bindparam, select

from serai.kernel import NoteId
from serai.models import READY, WIDTH, Encoder, Vectors
from serai.search._codes import WORDS, Codes, code_of, nearest
from serai.search._tables import note_meaning
from serai.search.folding import simplified
from serai.store import Database, Read, Write, among, change, insert, statement

LOOKED_AT: Final = 1_000
"""The nearest by their codes, which are then compared exactly."""

ALIKE: Final = 0.28
"""The least cosine of a note that is shown. Of 15 short queries to the 88 notes of the demo world
all notes have .07 in the mean (deviation .07), those about it .28 to .53."""

PATIENCE: Final = 0.5
"""Seconds that a search waits for the encoder, which works for others, too; then words serve."""

AT_ONCE: Final = 20_000
LATE: Final = 60_000_000
"""Microseconds that a transaction may be late: so far back what was written is read again."""

_LONGEST: Final = 200
_STEPS: Final = 127
"""A number of a row is kept as one of so many steps on each side of nothing."""


class Near(Struct, frozen=True):
    """What was asked as a unit row, and the notes whose codes differ least, in no order."""

    row: Vectors
    ids: tuple[NoteId, ...]


class Meaning(Struct, frozen=True):
    """Where a note stands: the signs of its row, and the row in steps of a byte."""

    code: bytes
    row: bytes


_KEEP = insert(note_meaning).values(
    note=bindparam("which"), at=bindparam("now"), code=bindparam("bits"), row=bindparam("steps")
)
_KEEP_ONE = change(
    _KEEP.on_conflict_do_update(
        index_elements=[note_meaning.c.note],
        set_={
            "at": _KEEP.excluded.at,
            "code": _KEEP.excluded.code,
            "row": _KEEP.excluded.row,
        },
    )
)
_FORGET = change(note_meaning.delete().where(note_meaning.c.note == bindparam("which")))
_SINCE = statement(
    select(note_meaning.c.note, note_meaning.c.at, note_meaning.c.code)
    .where(
        (note_meaning.c.at > bindparam("since"))
        | ((note_meaning.c.at == bindparam("since")) & (note_meaning.c.note > bindparam("behind")))
    )
    .order_by(note_meaning.c.at, note_meaning.c.note)
    .limit(bindparam("most")),
    lambda note, at, code: (NoteId(note), int(at), bytes(code)),
)
_ROWS = statement(
    select(note_meaning.c.note, note_meaning.c.row).where(among(note_meaning.c.note, "ids")),
    lambda note, row: (NoteId(note), bytes(row)),
)


def meaning_of(row: Vectors) -> Meaning:
    """A unit vector of shape (WIDTH,) as it is kept."""
    steps = np.round(row * (_STEPS / np.abs(row).max())).astype(np.int8)
    return Meaning(code_of(row).tobytes(), steps.tobytes())


async def keep_meaning(tx: Write, which: NoteId, row: Vectors) -> None:
    """The note stands at `row`, a unit vector of shape (WIDTH,), from now on."""
    made = meaning_of(row)
    await tx.run(_KEEP_ONE, which=which, now=tx.now, bits=made.code, steps=made.row)


async def forget_meaning(tx: Write, which: NoteId) -> None:
    """The note stands nowhere."""
    await tx.run(_FORGET, which=which)


async def alike(tx: Read, near: Near) -> list[NoteId]:
    """Of the notes in `near` those that mean something like it, the most alike first."""
    kept = await tx.all(_ROWS, ids=near.ids) if near.ids else []
    if not kept:
        return []
    rows = np.frombuffer(b"".join(row for _, row in kept), np.int8)
    rows = rows.reshape(len(kept), -1).astype(np.float32)
    cosines = rows @ near.row / np.linalg.norm(rows, axis=1)
    order = [int(at) for at in np.argsort(-cosines) if cosines[at] >= ALIKE]
    return [kept[at][0] for at in order]


class Meanings:
    """One process's memory of every code: 72 bytes a note."""

    def __init__(self) -> None:
        self._codes: Codes = np.zeros((0, WORDS), np.uint64)
        self._ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self._places: dict[int, int] = {}
        self._at = 0

    def __len__(self) -> int:
        return len(self._places)

    async def catch_up(self, database: Database) -> None:
        """Know what was kept since the last time, in this process or another."""
        since, behind = self._at - LATE, 0
        while True:
            async with database.read() as look:
                found = await look.all(_SINCE, since=since, behind=behind, most=AT_ONCE)
            self._take(found)
            if len(found) < AT_ONCE:
                return
            behind, since = int(found[-1][0]), found[-1][1]

    async def ask(self, database: Database, encoder: Encoder, typed: str) -> Near | None:
        """Where `typed` stands and what is near it; None while no encoder can say."""
        said = simplified(typed[:_LONGEST]).strip()
        if encoder.presence.state != READY or not any(char.isalpha() for char in said):
            return None
        try:
            async with asyncio.timeout(PATIENCE):
                rows = await encoder.encode([said])
        except TimeoutError:
            return None
        if rows is None:
            return None
        await self.catch_up(database)
        return self.near(rows[0])

    async def warm(self, database: Database) -> None:
        """Know everything before somebody asks, and have the search itself compiled."""
        await self.catch_up(database)
        await asyncio.to_thread(self.near, np.ones(WIDTH, np.float32), 1)

    def near(self, row: Vectors, most: int = LOOKED_AT) -> Near:
        """The notes whose codes differ least from that of `row`."""
        places = nearest(self._codes[: len(self._places)], code_of(row), most)
        return Near(row, tuple(NoteId(int(self._ids[at])) for at in places))

    def _take(self, found: Iterable[tuple[NoteId, int, bytes]]) -> None:
        rows: Sequence[tuple[NoteId, int, bytes]] = list(found)
        self._make_room(len(self._places) + len(rows))
        for note, at, code in rows:
            place = self._places.setdefault(int(note), len(self._places))
            self._ids[place] = int(note)
            self._codes[place] = np.frombuffer(code, np.uint64)
            self._at = max(self._at, at)

    def _make_room(self, wanted: int) -> None:
        if wanted <= len(self._ids):
            return
        room = max(wanted, 2 * len(self._ids), 1_024)
        more = room - len(self._ids)
        self._codes = np.concatenate((self._codes, np.zeros((more, WORDS), np.uint64)))
        self._ids = np.concatenate((self._ids, np.zeros(more, np.int64)))
