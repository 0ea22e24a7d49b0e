"""Withdraw a note, and restore it."""

from sqlalchemy import bindparam

from serai.events import NoteRestored, NoteWithdrawn
from serai.jobs import announce
from serai.kernel import NoteId, PersonId
from serai.notes._tables import note
from serai.notes._write import tell_crafts, untell_crafts
from serai.notes.note import Note
from serai.notes.visibility import see_own, see_own_withdrawn
from serai.store import Write, change

_STAMP = change(
    note.update()
    .where(note.c.id == bindparam("which"))
    .values(withdrawn_at=bindparam("withdrawn_at"), described_at=None)
)


async def withdraw(tx: Write, author: PersonId, which: NoteId) -> None:
    """Nobody meets the note any more; its author may `restore` it.

    Raises `Refusal` note.not_found where it is not `author`'s or is withdrawn already.
    """
    await see_own(tx, author, which)
    await tx.run(_STAMP, which=which, withdrawn_at=tx.now)
    await untell_crafts(tx, which)
    await announce(tx, NoteWithdrawn(note=which, author=author))


async def restore(tx: Write, author: PersonId, which: NoteId) -> Note:
    """Undo a withdrawal: the note stands where it stood, with its hearts and comments.

    Raises `Refusal` note.not_found where `author` has no such withdrawn note.
    """
    await see_own_withdrawn(tx, author, which)
    await tx.run(_STAMP, which=which, withdrawn_at=None)
    restored = await see_own(tx, author, which)
    await tell_crafts(tx, restored)
    await announce(tx, NoteRestored(note=which, author=author))
    return restored
