"""Give a note a heart, and take it back."""

from sqlalchemy import bindparam

from serai.events import NoteLiked, NoteUnliked
from serai.jobs import announce
from serai.kernel import NoteId, PersonId
from serai.notes._tables import note, note_like
from serai.notes.note import Note
from serai.notes.place import Place, met_at
from serai.notes.visibility import see
from serai.recommend import record
from serai.store import Write, change, insert

_GIVE = change(
    insert(note_like)
    .values(note=bindparam("which"), person=bindparam("person"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_TAKE = change(
    note_like.delete().where(
        note_like.c.note == bindparam("which"), note_like.c.person == bindparam("person")
    )
)
_COUNT = change(
    note.update()
    .where(note.c.id == bindparam("which"))
    .values(likes=note.c.likes + bindparam("more"))
)


async def like(tx: Write, person: PersonId, which: NoteId, place: Place | None = None) -> Note:
    """`person` likes the note, once however often they say so; answers it with its hearts.

    `place` says where they met it. Raises `Refusal` note.not_found where they may not see it.
    """
    await see(tx, person, which)
    if await tx.run(_GIVE, which=which, person=person, now=tx.now):
        await tx.run(_COUNT, which=which, more=1)
        await record(tx, person, "like", which, **met_at(place))
        await announce(tx, NoteLiked(note=which, person=person))
    return await see(tx, person, which)


async def unlike(tx: Write, person: PersonId, which: NoteId) -> Note:
    """`person` takes the heart back; answers the note. Raises `Refusal` note.not_found."""
    await see(tx, person, which)
    if await tx.run(_TAKE, which=which, person=person):
        await tx.run(_COUNT, which=which, more=-1)
        await record(tx, person, "unlike", which)
        await announce(tx, NoteUnliked(note=which, person=person))
    return await see(tx, person, which)
