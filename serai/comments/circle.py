"""Who may join the talk under a note: its author says so, and `write` asks here."""

from sqlalchemy import bindparam, select

from serai.comments._tables import comment_circle
from serai.comments.comment import Circle
from serai.graph import ties
from serai.kernel import NoteId, PersonId, Refusal
from serai.notes import Note, see_own
from serai.store import Read, Write, change, insert, statement

_draw = insert(comment_circle).values(
    note=bindparam("note"), who=bindparam("circle"), at=bindparam("now")
)
_DRAW = change(
    _draw.on_conflict_do_update(
        index_elements=[comment_circle.c.note],
        set_={"who": _draw.excluded.who, "at": _draw.excluded.at},
    )
)
_WHO = statement(
    select(comment_circle.c.who).where(comment_circle.c.note == bindparam("note")), str
)


async def draw_circle(tx: Write, author: PersonId, note: NoteId, circle: Circle) -> None:
    """From now on `circle` may talk under `author`'s note; what was said stays.

    Raises `Refusal` note.not_found for another's note.
    """
    await see_own(tx, author, note)
    await tx.run(_DRAW, note=note, circle=circle, now=tx.now)


async def circle_of(tx: Read, note: NoteId) -> Circle:
    """Who may talk under the note; everyone where its author said nothing."""
    match await tx.one(_WHO, note=note):
        case "follows":
            return "follows"
        case "nobody":
            return "nobody"
    return "everyone"


async def closed_to(tx: Read, person: PersonId | None, note: Note) -> str:
    """Why `person` may not talk under a note they see, as a code; empty where they may.

    comment.closed where nobody may, comment.only_followed where only those may whom its author
    follows; the author always may, and a stranger could once they joined.
    """
    circle = await circle_of(tx, note.id)
    if circle == "everyone" or person == note.author:
        return ""
    if circle == "nobody":
        return "comment.closed"
    followed = person is not None and (await ties(tx, note.author, person)).follows
    return "" if followed else "comment.only_followed"


async def must_join(tx: Read, person: PersonId, note: Note) -> None:
    """Silence where `person` may talk under the note; else raises `Refusal` with that code."""
    code = await closed_to(tx, person, note)
    if code:
        raise Refusal(code)
