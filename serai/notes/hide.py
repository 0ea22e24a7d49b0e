"""Hide a note from oneself: its reader wishes to see neither it nor its like; and undo it."""

from sqlalchemy import bindparam

from serai.kernel import NoteId, PersonId
from serai.notes._tables import note_hidden
from serai.notes.place import Place, met_at
from serai.notes.visibility import see
from serai.recommend import record
from serai.store import Write, change, insert

_HIDE = change(
    insert(note_hidden)
    .values(person=bindparam("person"), note=bindparam("which"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_UNHIDE = change(
    note_hidden.delete().where(
        note_hidden.c.person == bindparam("person"), note_hidden.c.note == bindparam("which")
    )
)


async def hide(tx: Write, person: PersonId, which: NoteId, place: Place | None = None) -> bool:
    """Feeds show the note to `person` no more; False where it was so already.

    Raises `Refusal` note.not_found where they may not see it.
    """
    await see(tx, person, which)
    new = await tx.run(_HIDE, person=person, which=which, now=tx.now) > 0
    if new:
        await record(tx, person, "hide", which, **met_at(place))
    return new


async def unhide(tx: Write, person: PersonId, which: NoteId) -> bool:
    """Feeds may show the note to `person` again; False where nothing was hidden."""
    ended = await tx.run(_UNHIDE, person=person, which=which) > 0
    if ended:
        await record(tx, person, "unhide", which)
    return ended
