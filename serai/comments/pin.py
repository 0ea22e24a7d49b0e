"""Put one comment under one's own note first, and let it stand where it stood."""

from sqlalchemy import bindparam

from serai.comments._tables import comment_pin
from serai.comments.comment import Comment
from serai.comments.read import see_comment
from serai.kernel import CommentId, PersonId, Refusal
from serai.notes import see_own
from serai.store import Write, change, insert

_put = insert(comment_pin).values(
    note=bindparam("note"), comment=bindparam("which"), at=bindparam("now")
)
_PUT = change(
    _put.on_conflict_do_update(
        index_elements=[comment_pin.c.note],
        set_={"comment": _put.excluded.comment, "at": _put.excluded.at},
    )
)
_LET_GO = change(comment_pin.delete().where(comment_pin.c.comment == bindparam("which")))


async def pin(tx: Write, author: PersonId, which: CommentId) -> Comment:
    """The comment stands first under `author`'s note, in place of the one that did.

    Raises `Refusal` comment.not_found where they may not see it, note.not_found where the note is
    not theirs, comment.only_first for an answer.
    """
    found = await see_comment(tx, author, which)
    await see_own(tx, author, found.note)
    if found.root is not None:
        raise Refusal("comment.only_first")
    await tx.run(_PUT, note=found.note, which=which, now=tx.now)
    return found


async def unpin(tx: Write, author: PersonId, which: CommentId) -> Comment:
    """It stands where it stood before; no word where it was not pinned. Raises as `pin`."""
    found = await see_comment(tx, author, which)
    await see_own(tx, author, found.note)
    await let_go(tx, which)
    return found


async def let_go(tx: Write, which: CommentId) -> None:
    """Nothing is pinned any more where this comment was."""
    await tx.run(_LET_GO, which=which)
