"""How many people collected a note, and which of some notes somebody did."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from serai.boards._tables import board_note
from serai.kernel import NoteId, PersonId
from serai.store import Read, among, statement

_STANDS = board_note.c.left_at.is_(None)
_COUNTS = statement(
    select(board_note.c.note, func.count(board_note.c.person.distinct()))
    .where(among(board_note.c.note, "notes"), _STANDS)
    .group_by(board_note.c.note),
    lambda note, count: (note, int(count)),
)
_COLLECTED = statement(
    select(board_note.c.note).where(
        among(board_note.c.note, "notes"), board_note.c.person == bindparam("person"), _STANDS
    ),
    NoteId,
)


async def collects(tx: Read, notes: Iterable[NoteId]) -> dict[NoteId, int]:
    """How many people collected each of `notes`: each person once, and none is 0."""
    asked = list(dict.fromkeys(notes))
    found = dict(await tx.all(_COUNTS, notes=asked)) if asked else {}
    return {note: found.get(note, 0) for note in asked}


async def collected_by(tx: Read, person: PersonId, notes: Iterable[NoteId]) -> set[NoteId]:
    """Those of `notes` that stand in a board of `person`'s."""
    return set(await tx.all(_COLLECTED, person=person, notes=list(notes)))
