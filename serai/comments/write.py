"""Write a comment under a note, or an answer to one: in words, as a picture, or both."""

from typing import Final

from sqlalchemy import bindparam

from serai.accounts import Person
from serai.comments._tables import comment
from serai.comments.circle import must_join
from serai.comments.comment import Comment, Sent
from serai.comments.picture import show_picture
from serai.comments.read import see_comment
from serai.events import CommentWritten
from serai.jobs import announce
from serai.kernel import CommentId, NoteId, Refusal, clean
from serai.languages import detect, kept_spans
from serai.notes import NoteLimits, see
from serai.recommend import record
from serai.store import Read, Write, change

USUAL: Final = NoteLimits()

_KEEP = change(
    comment.insert().values(
        id=bindparam("id"),
        note=bindparam("note"),
        author=bindparam("author"),
        root=bindparam("root"),
        answers=bindparam("answers"),
        text=bindparam("text"),
        language=bindparam("language"),
        spans=bindparam("spans"),
        at=bindparam("at"),
    )
)


async def write(
    tx: Write,
    author: Person,
    note: NoteId,
    text: str,
    answers: CommentId | None = None,
    limits: NoteLimits = USUAL,
) -> Comment:
    """`author` says `text` under the note, to the comment `answers` where one is named.

    Raises `Refusal` note.not_found, comment.not_found (the one to answer), comment.empty,
    comment.too_long, and those of `closed_to`.
    """
    await must_join(tx, author.id, await see(tx, author.id, note))
    said = clean(text, limit=limits.comment, code="comment.too_long")
    if not said:
        raise Refusal("comment.empty")
    return await _keep(tx, author, note, said, answers)


async def write_with_picture(
    tx: Write, author: Person, note: NoteId, sent: Sent, limits: NoteLimits = USUAL
) -> Comment:
    """`author` shows a picture of theirs under the note, with words or without.

    Raises `Refusal` media.not_found where it is not theirs, comment.picture_used where a note or
    another comment has it, and as `write` does, but for comment.empty.
    """
    await must_join(tx, author.id, await see(tx, author.id, note))
    said = clean(sent.text, limit=limits.comment, code="comment.too_long")
    made = await _keep(tx, author, note, said, sent.answers)
    return await show_picture(tx, made, sent.picture)


async def _keep(
    tx: Write, author: Person, note: NoteId, said: str, answers: CommentId | None
) -> Comment:
    answered = None if answers is None else await _answered(tx, author, note, answers)
    made = Comment(
        id=tx.mint(CommentId),
        note=note,
        author=author.id,
        root=None if answered is None else answered.root or answered.id,
        answers=answers,
        text=said,
        language=detect(said),
        spans=kept_spans(said),
        at=tx.now,
        withdrawn_at=None,
    )
    await tx.run(
        _KEEP,
        id=made.id,
        note=made.note,
        author=made.author,
        root=made.root,
        answers=made.answers,
        text=made.text,
        language=made.language,
        spans=made.spans,
        at=made.at,
    )
    await record(tx, author.id, "comment", note)
    await announce(tx, CommentWritten(comment=made.id, note=note, author=author.id))
    return made


async def _answered(tx: Read, author: Person, note: NoteId, which: CommentId) -> Comment:
    found = await see_comment(tx, author.id, which)
    if found.note != note:
        raise Refusal("comment.not_found")
    return found
