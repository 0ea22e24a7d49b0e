"""A picture of a comment: shown with it, seen by whoever may see it, gone a while after it."""

from msgspec.structs import replace
from sqlalchemy import bindparam, or_, select

from serai.comments._tables import comment
from serai.comments.comment import Comment
from serai.comments.read import see_comment
from serai.kernel import CommentId, PersonId, PictureId, Refusal, micros
from serai.media import PATIENCE, pictures
from serai.notes import in_notes
from serai.store import Read, Write, change, statement

_SET = change(
    comment.update().where(comment.c.id == bindparam("which")).values(picture=bindparam("shown"))
)
_HOLDING = statement(
    select(comment.c.id).where(comment.c.picture == bindparam("picture")), CommentId
)
_STANDING = statement(
    select(comment.c.id).where(
        comment.c.picture == bindparam("picture"), comment.c.withdrawn_at.is_(None)
    ),
    CommentId,
)
_NEEDING = statement(
    select(comment.c.id).where(
        comment.c.picture == bindparam("picture"),
        or_(comment.c.withdrawn_at.is_(None), comment.c.withdrawn_at > bindparam("before")),
    ),
    CommentId,
)


async def show_picture(tx: Write, said: Comment, picture: PictureId) -> Comment:
    """Let the comment just written show a picture of its author's.

    Raises `Refusal` media.not_found where it is not theirs, and comment.picture_used where a note
    or another comment has it.
    """
    found = (await pictures(tx, [picture])).get(picture)
    if found is None or found.owner != said.author:
        raise Refusal("media.not_found")
    if await in_notes(tx, picture) or await tx.one(_HOLDING, picture=picture) is not None:
        raise Refusal("comment.picture_used")
    await tx.run(_SET, which=said.id, shown=picture)
    return replace(said, picture=picture)


async def in_comments(tx: Read, picture: PictureId) -> bool:
    """Whether a comment shows `picture`, or may yet be restored with it."""
    before = tx.now - micros(PATIENCE)
    return await tx.one(_NEEDING, picture=picture, before=before) is not None


async def seen_in_comments(tx: Read, viewer: PersonId | None, picture: PictureId) -> bool:
    """Whether `viewer` may see a comment that shows `picture`."""
    which = await tx.one(_STANDING, picture=picture)
    if which is None:
        return False
    try:
        await see_comment(tx, viewer, which)
    except Refusal:
        return False
    return True
