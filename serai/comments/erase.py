"""Erase what a person said and liked under notes, and hand it out to them first."""

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.comments._tables import comment, comment_like, comment_pin
from serai.comments.comment import Comment
from serai.comments.read import COLUMNS
from serai.kernel import CommentId, PersonId, PictureId
from serai.media import discard, pictures
from serai.store import Read, Write, change, statement

NOBODY: Final = PersonId(0)
"""Whose an erased comment is."""

_OWN = select(comment.c.id).where(comment.c.author == bindparam("whose"))
_LIKED = select(comment_like.c.comment).where(comment_like.c.person == bindparam("whose"))
_COMMENTS = statement(
    select(*COLUMNS).where(comment.c.author == bindparam("whose")).order_by(comment.c.id), Comment
)


class Liked(Struct, frozen=True):
    """A comment that was given a heart, and when (epoch microseconds)."""

    comment: CommentId
    at: int


_LIKES = statement(
    select(comment_like.c.comment, comment_like.c.at)
    .where(comment_like.c.person == bindparam("whose"))
    .order_by(comment_like.c.comment),
    Liked,
)
_TAKE_HEARTS = change(
    comment.update().where(comment.c.id.in_(_LIKED)).values(likes=comment.c.likes - 1)
)
_FORGET = (
    change(comment_like.delete().where(comment_like.c.person == bindparam("whose"))),
    change(comment_like.delete().where(comment_like.c.comment.in_(_OWN))),
    change(comment_pin.delete().where(comment_pin.c.comment.in_(_OWN))),
)
# The row stays, empty: what others answered hangs on it, and is read by nobody as long as it does.
_EMPTY = change(
    comment.update()
    .where(comment.c.author == bindparam("whose"))
    .values(
        author=NOBODY,
        text="",
        language="und",
        likes=0,
        picture=None,
        withdrawn_at=bindparam("withdrawn_at"),
    )
)
_PICTURES = statement(
    select(comment.c.picture).where(
        comment.c.author == bindparam("whose"), comment.c.picture.is_not(None)
    ),
    PictureId,
)


class Kept(Struct, frozen=True):
    """Every comment of one person, the withdrawn ones too, and every heart they gave to one."""

    comments: tuple[Comment, ...]
    likes: tuple[Liked, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    comments = await tx.all(_COMMENTS, whose=person)
    return Kept(tuple(comments), tuple(await tx.all(_LIKES, whose=person)))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget what `person` said and liked; the log of signals is for `recommend.erase`."""
    await tx.run(_TAKE_HEARTS, whose=person)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    owned = await tx.all(_PICTURES, whose=person)
    for picture in await pictures(tx, owned):
        await discard(tx, person, picture)
    await tx.run(_EMPTY, whose=person, withdrawn_at=tx.now)
