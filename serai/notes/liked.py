"""What somebody liked, in the order of liking, for eyes that may see that."""

from msgspec import Struct
from sqlalchemy import and_, bindparam, select, tuple_

from serai.accounts import doors, privacy_of
from serai.graph import ties
from serai.kernel import NoteId, PersonId
from serai.notes._tables import note, note_like
from serai.notes.note import Note
from serai.notes.read import notes
from serai.notes.visibility import may_see, visible
from serai.store import IdColumn, Read, Time, statement

LAST = 2**63 - 1

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))


class Liking(Struct, frozen=True):
    """A heart given at a moment (epoch microseconds): the place where the list goes on."""

    at: int
    note: NoteId


_LIKED = statement(
    select(note_like.c.at, note_like.c.note)
    .join_from(note_like, note, and_(note.c.id == note_like.c.note, visible(_VIEWER)))
    .where(
        note_like.c.person == bindparam("whose"),
        tuple_(note_like.c.at, note_like.c.note)
        < tuple_(bindparam("at", type_=Time), bindparam("which", type_=IdColumn(NoteId))),
    )
    .order_by(note_like.c.at.desc(), note_like.c.note.desc())
    .limit(bindparam("limit")),
    Liking,
)


class Likes(Struct, frozen=True):
    """Notes, the last liked first; `more` is the place behind which others stand, if any do."""

    notes: tuple[Note, ...]
    more: Liking | None


async def may_see_likes(tx: Read, viewer: PersonId | None, whose: PersonId) -> bool:
    """Oneself; others where they are shown, and not where a door is closed or one is private."""
    if viewer == whose:
        return True
    if not (await privacy_of(tx, whose)).likes_shown:
        return False
    standing = None if viewer is None else await ties(tx, viewer, whose)
    door = (await doors(tx, [whose])).get(whose)
    if door is not None and (door.left or not (standing and standing.follows)):
        return False
    return standing is None or not standing.severed


async def liked_notes(
    tx: Read, viewer: PersonId | None, whose: PersonId, behind: Liking | None, limit: int
) -> Likes:
    """What `whose` liked, as far as `viewer` may see it; nothing where likes are not for them."""
    if not await may_see_likes(tx, viewer, whose):
        return Likes((), None)
    place = behind or Liking(LAST, NoteId(LAST))
    found = await tx.all(
        _LIKED, whose=whose, viewer=viewer, at=place.at, which=place.note, limit=limit + 1
    )
    shown = await may_see(tx, viewer, await notes(tx, [one.note for one in found[:limit]]))
    return Likes(tuple(shown), found[limit - 1] if len(found) > limit else None)
