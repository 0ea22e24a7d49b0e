"""What is said under notes: comments, answers, and people named in them."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from serai.accounts import find_many
from serai.comments import Comment, liked_comments, see_comment
from serai.events import CommentLiked, CommentUnliked, CommentWithdrawn, CommentWritten
from serai.kernel import PersonId, Refusal
from serai.notes import handles_in, notes
from serai.notices._stir import stir
from serai.notices._tables import deed as deeds
from serai.notices.notice import Deed, Kind
from serai.notices.tell import settle, tell
from serai.store import Read, Write, change, statement

Spoken = CommentWritten | CommentWithdrawn | CommentLiked | CommentUnliked

_OF_COMMENT = (
    deeds.c.actor == bindparam("who"),
    deeds.c.about == bindparam("note"),
    deeds.c.thing == bindparam("what"),
    deeds.c.undone_at.is_(None),
)
_HEARD = statement(select(deeds.c.person).where(*_OF_COMMENT), PersonId)
_UNDO = change(deeds.update().where(*_OF_COMMENT).values(undone_at=bindparam("undone")))


async def on_talk(tx: Write, event: CommentWritten | CommentWithdrawn) -> None:
    """Those whom a comment concerns hear of it while it stands, if they may read it."""
    said = await _seen(tx, event.author, event)
    if said is None:
        return await _take_back(tx, event)
    for person, kind in (await _concerned(tx, said)).items():
        if await _seen(tx, person, event):
            await tell(tx, Deed(person, kind, said.author, said.note, int(said.id)))
    return None


def whom(
    maker: PersonId, answered: PersonId | None, named: Iterable[PersonId]
) -> dict[PersonId, Kind]:
    """Whom a comment concerns, each for the nearest reason; a pure rule.

    An answer is nearer than a comment under one's own note, and that nearer than being named.
    """
    concerned: dict[PersonId, Kind] = dict.fromkeys(named, "mention")
    concerned[maker] = "comment"
    if answered is not None:
        concerned[answered] = "answer"
    return concerned


async def _concerned(tx: Read, said: Comment) -> dict[PersonId, Kind]:
    [note] = await notes(tx, [said.note])
    answered = None
    if said.answers is not None:
        spoken_to = await _seen_comment(tx, said)
        answered = spoken_to.author if spoken_to else None
    named = (await find_many(tx, handles_in(said.text))).values()
    return whom(note.author, answered, [person.id for person in named])


async def _seen_comment(tx: Read, said: Comment) -> Comment | None:
    try:
        return await see_comment(tx, said.author, said.answers) if said.answers else None
    except Refusal:
        return None


async def on_comment_heart(tx: Write, event: CommentLiked | CommentUnliked) -> None:
    """Whoever said it hears of a heart while it stands; a withdrawn comment is not spoken of."""
    said = await _seen(tx, event.person, event)
    if said is not None:
        stands = said.id in await liked_comments(tx, event.person, [said.id])
        deed = Deed(said.author, "comment_like", event.person, said.note, int(said.id))
        await settle(tx, deed, stands=stands)


async def _seen(tx: Read, viewer: PersonId, event: Spoken) -> Comment | None:
    try:
        return await see_comment(tx, viewer, event.comment)
    except Refusal:
        return None


async def _take_back(tx: Write, event: CommentWritten | CommentWithdrawn) -> None:
    which = {"who": event.author, "note": int(event.note), "what": int(event.comment)}
    heard = await tx.all(_HEARD, **which)
    await tx.run(_UNDO, **which, undone=tx.now)
    for person in heard:
        await stir(tx, person)
