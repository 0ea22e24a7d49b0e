"""Erase what a person said and liked under notes, and hand it out to them first."""

from msgspec import Struct
from sqlalchemy import bindparam, exists, or_, select

from serai.comments._tables import comment, comment_circle, comment_like, comment_pin
from serai.comments.comment import NOBODY, Comment
from serai.comments.read import COLUMNS
from serai.jobs import enqueue
from serai.kernel import CommentId, PersonId, PictureId
from serai.media import TIDY_WORK
from serai.notes import notes_of
from serai.store import IdColumn, Read, Write, change, statement

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
_NOTES_OF = notes_of(bindparam("whose", type_=IdColumn(PersonId)))
_UNDER_OWN = select(comment.c.id).where(comment.c.note.in_(_NOTES_OF))
_answer = comment.alias()
_ANSWERED = exists().where(
    or_(_answer.c.root == comment.c.id, _answer.c.answers == comment.c.id),
    _answer.c.note == comment.c.note,
)
_FORGET = (
    change(comment_like.delete().where(comment_like.c.comment.in_(_UNDER_OWN))),
    change(comment_pin.delete().where(comment_pin.c.note.in_(_NOTES_OF))),
    change(comment_circle.delete().where(comment_circle.c.note.in_(_NOTES_OF))),
    change(comment.delete().where(comment.c.note.in_(_NOTES_OF))),
    change(comment_like.delete().where(comment_like.c.person == bindparam("whose"))),
    change(comment_like.delete().where(comment_like.c.comment.in_(_OWN))),
    change(comment_pin.delete().where(comment_pin.c.comment.in_(_OWN))),
)
_UNANSWERED = change(comment.delete().where(comment.c.author == bindparam("whose"), ~_ANSWERED))
# The row stays, empty, where others' answers hang on it.
_EMPTY = change(
    comment.update()
    .where(comment.c.author == bindparam("whose"))
    .values(author=NOBODY, text="", language="und", spans=None, likes=0, picture=None)
)
_PICTURES = statement(
    select(comment.c.picture).where(comment.c.note.in_(_NOTES_OF), comment.c.picture.is_not(None)),
    PictureId,
)
"""Of all talk under their notes: others' pictures are not theirs to erase, yet nobody sees them."""


class Kept(Struct, frozen=True):
    """Every comment of one person, the withdrawn ones too, and every heart they gave to one."""

    comments: tuple[Comment, ...]
    likes: tuple[Liked, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    comments = await tx.all(_COMMENTS, whose=person)
    return Kept(tuple(comments), tuple(await tx.all(_LIKES, whose=person)))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget what `person` said and liked, and all talk under their notes.

    The log of signals is for `recommend.erase`.
    """
    for picture in await tx.all(_PICTURES, whose=person):
        await enqueue(tx, TIDY_WORK, picture)
    await tx.run(_TAKE_HEARTS, whose=person)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    await tx.run(_UNANSWERED, whose=person)
    await tx.run(_EMPTY, whose=person)
