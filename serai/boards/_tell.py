"""Tell the engine and the house that notes are collected now, or no more."""

from collections.abc import Iterable

from serai.events import NoteCollected, NoteUncollected
from serai.jobs import announce
from serai.kernel import BoardId, NoteId, PersonId
from serai.notes import Place, met_at
from serai.recommend import Signal, append, record
from serai.store import Write


async def tell_collected(
    tx: Write, person: PersonId, note: NoteId, board: BoardId, place: Place | None = None
) -> None:
    """`person` holds the note, which they held in no board before."""
    await record(tx, person, "collect", note, **met_at(place))
    await announce(tx, NoteCollected(note=note, person=person, board=board))


async def tell_uncollected(tx: Write, person: PersonId, notes: Iterable[NoteId]) -> None:
    """`person` holds these notes in no board any more."""
    gone = list(notes)
    await append(tx, [Signal(tx.now, person, "uncollect", note) for note in gone])
    for note in gone:
        await announce(tx, NoteUncollected(note=note, person=person))
