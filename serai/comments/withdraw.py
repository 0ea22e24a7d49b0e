"""Withdraw a comment, and restore it."""

from msgspec.structs import replace
from sqlalchemy import bindparam, select

from serai.comments._tables import comment
from serai.comments.comment import Comment
from serai.comments.pin import let_go
from serai.comments.read import see_own_comment
from serai.events import CommentWithdrawn, CommentWritten
from serai.jobs import announce
from serai.kernel import CommentId, PersonId, Refusal
from serai.media import pictures, tidy_later
from serai.recommend import record
from serai.store import Write, change, statement

# Feeds learn that somebody talks under a note, and unlearn it with the last thing they said there.
_STANDING = statement(
    select(comment.c.id)
    .where(
        comment.c.note == bindparam("note"),
        comment.c.author == bindparam("author"),
        comment.c.withdrawn_at.is_(None),
    )
    .limit(1),
    CommentId,
)
_STAMP = change(
    comment.update()
    .where(comment.c.id == bindparam("which"))
    .values(withdrawn_at=bindparam("withdrawn_at"))
)


async def withdraw(tx: Write, author: PersonId, which: CommentId) -> Comment:
    """Nobody reads the comment any more, nor what was answered to it; `author` may `restore` it.

    Its picture is kept for a week, and comes back with it until then.

    Raises `Refusal` comment.not_found where it is not theirs or is withdrawn already.
    """
    found = await see_own_comment(tx, author, which, withdrawn=False)
    await tx.run(_STAMP, which=which, withdrawn_at=tx.now)
    await let_go(tx, which)
    if found.picture is not None:
        await tidy_later(tx, found.picture)
    if not await tx.one(_STANDING, note=found.note, author=author):
        await record(tx, author, "uncomment", found.note)
    await announce(tx, CommentWithdrawn(comment=which, note=found.note, author=author))
    return replace(found, withdrawn_at=tx.now)


async def restore(tx: Write, author: PersonId, which: CommentId) -> Comment:
    """Undo a withdrawal: the comment stands where it stood, and says so once more.

    Raises `Refusal` comment.not_found where `author` has no such withdrawn comment, and
    comment.picture_gone where it said nothing but a picture that is no longer kept.
    """
    found = await see_own_comment(tx, author, which, withdrawn=True)
    if not found.text and found.picture and not await pictures(tx, [found.picture]):
        raise Refusal("comment.picture_gone")
    await tx.run(_STAMP, which=which, withdrawn_at=None)
    await record(tx, author, "comment", found.note)
    await announce(tx, CommentWritten(comment=which, note=found.note, author=author))
    return replace(found, withdrawn_at=None)
