"""Read the conversation under a note, as far as the viewer may see it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Integer, bindparam, func, select, tuple_

from serai.comments._tables import comment, comment_pin
from serai.comments.comment import Behind, Comment, Order, Thread
from serai.comments.read import SAID, SHOWN, STANDS_BELOW, STANDS_FIRST, see_root
from serai.kernel import CommentId, NoteId, PersonId
from serai.notes import see
from serai.store import IdColumn, Read, among, statement

MOST: Final = 2**31 - 1
START: Final = Behind(CommentId(2**63 - 1), MOST)
"""Before everything, in either order."""

ANSWERS_SHOWN: Final = 50
"""Answers that come with their comment; `answers_to` has the rest."""

_PINNED_ID = select(comment_pin.c.comment).where(comment_pin.c.note == bindparam("note"))
_PINNED = statement(
    select(*SAID).where(comment.c.id.in_(_PINNED_ID), *SHOWN, STANDS_FIRST), Comment
)
_WHICH = statement(_PINNED_ID, CommentId)
# The pinned one stands first on the first page and on no other.
_FIRST_LEVEL = (
    comment.c.note == bindparam("note"),
    comment.c.root.is_(None),
    comment.c.id.not_in(_PINNED_ID),
    *SHOWN,
    STANDS_FIRST,
)
_ID = bindparam("id", type_=IdColumn(CommentId))
_ROOTS: Final = {
    "newest": statement(
        select(*SAID)
        .where(*_FIRST_LEVEL, comment.c.id < _ID)
        .order_by(comment.c.id.desc())
        .limit(bindparam("limit")),
        Comment,
    ),
    "liked": statement(
        select(*SAID)
        .where(
            *_FIRST_LEVEL,
            tuple_(comment.c.likes, comment.c.id)
            < tuple_(bindparam("likes", type_=Integer()), _ID),
        )
        .order_by(comment.c.likes.desc(), comment.c.id.desc())
        .limit(bindparam("limit")),
        Comment,
    ),
}
_ranked = (
    select(
        *SAID,
        func.row_number().over(partition_by=comment.c.root, order_by=comment.c.id).label("place"),
        func.count().over(partition_by=comment.c.root).label("all"),
    )
    .where(among(comment.c.root, "roots"), *SHOWN, STANDS_BELOW)
    .subquery()
)


def _with_count(*columns: Any) -> tuple[Comment, int]:
    return Comment(*columns[:-1]), columns[-1]


_ANSWERS = statement(
    select(*(_ranked.c[name] for name in Comment.__struct_fields__), _ranked.c["all"])
    .where(_ranked.c.place <= bindparam("most"))
    .order_by(_ranked.c.id),
    _with_count,
)
_MORE_ANSWERS = statement(
    select(*SAID)
    .where(
        comment.c.root == bindparam("root"),
        comment.c.id > bindparam("after"),
        *SHOWN,
        STANDS_BELOW,
    )
    .order_by(comment.c.id)
    .limit(bindparam("limit")),
    Comment,
)


async def thread(
    tx: Read,
    viewer: PersonId | None,
    note: NoteId,
    behind: Behind | None,
    limit: int,
    order: Order = "newest",
) -> list[Thread]:
    """Comments under the note in that order, from behind a place on, each with its answers.

    The pinned one stands first. Withdrawn ones and those of people blocked either way are left
    out, and what was answered to them; those of people who have left stand empty over answers.
    Raises `Refusal` note.not_found where `viewer` may not see the note.
    """
    await see(tx, viewer, note)
    pinned = await tx.all(_PINNED, note=note, viewer=viewer) if behind is None else []
    left = limit - len(pinned)
    place = {"id": START.id, "likes": START.likes}
    if behind is not None and behind.id != await tx.one(_WHICH, note=note):
        place = {"id": behind.id, "likes": min(behind.likes, MOST)}
    if order == "newest":
        del place["likes"]
    roots = await tx.all(_ROOTS[order], note=note, viewer=viewer, limit=left, **place)
    return await _with_answers(tx, viewer, [*pinned, *roots], {one.id for one in pinned})


async def _with_answers(
    tx: Read, viewer: PersonId | None, roots: Sequence[Comment], pinned: set[CommentId]
) -> list[Thread]:
    answers: defaultdict[CommentId | None, list[Comment]] = defaultdict(list)
    counted: dict[CommentId | None, int] = {}
    ids = [root.id for root in roots]
    for answer, count in (
        await tx.all(_ANSWERS, roots=ids, viewer=viewer, most=ANSWERS_SHOWN) if ids else ()
    ):
        answers[answer.root].append(answer)
        counted[answer.root] = count
    return [
        Thread(
            root,
            tuple(answers[root.id]),
            left=counted.get(root.id, 0) - len(answers[root.id]),
            pinned=root.id in pinned,
        )
        for root in roots
    ]


async def answers_to(
    tx: Read, viewer: PersonId | None, root: CommentId, after: CommentId | None, limit: int
) -> list[Comment]:
    """Answers in the thread of `root`, oldest first, younger than `after`.

    Raises `Refusal` comment.not_found where `viewer` may not see that comment.
    """
    await see_root(tx, viewer, root)
    return await tx.all(_MORE_ANSWERS, root=root, viewer=viewer, after=after or 0, limit=limit)
