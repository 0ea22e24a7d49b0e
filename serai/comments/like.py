"""Give a comment a heart, and take it back."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from serai.comments._tables import comment, comment_like
from serai.comments.comment import Comment
from serai.comments.read import see_comment
from serai.events import CommentLiked, CommentUnliked
from serai.jobs import announce
from serai.kernel import CommentId, PersonId
from serai.store import Read, Write, among, change, insert, statement

_GIVE = change(
    insert(comment_like)
    .values(comment=bindparam("which"), person=bindparam("person"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_TAKE = change(
    comment_like.delete().where(
        comment_like.c.comment == bindparam("which"), comment_like.c.person == bindparam("person")
    )
)
_COUNT = change(
    comment.update()
    .where(comment.c.id == bindparam("which"))
    .values(likes=comment.c.likes + bindparam("more"))
)
_LIKED = statement(
    select(comment_like.c.comment).where(
        comment_like.c.person == bindparam("person"), among(comment_like.c.comment, "ids")
    ),
    CommentId,
)


async def like(tx: Write, person: PersonId, which: CommentId) -> Comment:
    """`person` likes the comment, once however often they say so; answers it with its hearts.

    Raises `Refusal` comment.not_found where they may not see it.
    """
    found = await see_comment(tx, person, which)
    if await tx.run(_GIVE, which=which, person=person, now=tx.now):
        await tx.run(_COUNT, which=which, more=1)
        await announce(tx, CommentLiked(comment=which, note=found.note, person=person))
    return await see_comment(tx, person, which)


async def unlike(tx: Write, person: PersonId, which: CommentId) -> Comment:
    """`person` takes the heart back; answers the comment. Raises `Refusal` comment.not_found."""
    found = await see_comment(tx, person, which)
    if await tx.run(_TAKE, which=which, person=person):
        await tx.run(_COUNT, which=which, more=-1)
        await announce(tx, CommentUnliked(comment=which, note=found.note, person=person))
    return await see_comment(tx, person, which)


async def liked_comments(
    tx: Read, person: PersonId | None, ids: Iterable[CommentId]
) -> frozenset[CommentId]:
    """Those of `ids` that `person` gave a heart; none for a stranger."""
    asked = list(ids)
    if person is None or not asked:
        return frozenset()
    return frozenset(await tx.all(_LIKED, person=person, ids=asked))
