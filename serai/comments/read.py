"""Read the conversation under a note, as far as the viewer may see it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, or_, select

from serai.comments._tables import comment
from serai.comments.comment import Comment, Thread
from serai.graph import blocked_with, ties
from serai.kernel import CommentId, NoteId, PersonId, Refusal
from serai.notes import see
from serai.store import IdColumn, Read, among, statement

NEWEST: Final = CommentId(2**63 - 1)
ANSWERS_SHOWN: Final = 50
"""Answers that come with their comment; `answers_to` has the rest."""

_COLUMNS = tuple(comment.c[name] for name in Comment.__struct_fields__)
_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
_SHOWN = (comment.c.withdrawn_at.is_(None), comment.c.author.not_in(blocked_with(_VIEWER)))

_ONE = statement(select(*_COLUMNS).where(comment.c.id == bindparam("which")), Comment)
_ROOTS = statement(
    select(*_COLUMNS)
    .where(
        comment.c.note == bindparam("note"),
        comment.c.root.is_(None),
        comment.c.id < bindparam("before"),
        *_SHOWN,
    )
    .order_by(comment.c.id.desc())
    .limit(bindparam("limit")),
    Comment,
)
_ranked = (
    select(
        *_COLUMNS,
        func.row_number().over(partition_by=comment.c.root, order_by=comment.c.id).label("place"),
        func.count().over(partition_by=comment.c.root).label("all"),
    )
    .where(among(comment.c.root, "roots"), *_SHOWN)
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
    select(*_COLUMNS)
    .where(comment.c.root == bindparam("root"), comment.c.id > bindparam("after"), *_SHOWN)
    .order_by(comment.c.id)
    .limit(bindparam("limit")),
    Comment,
)
_root = comment.alias()
_COUNTS = statement(
    select(comment.c.note, func.count())
    .join_from(comment, _root, _root.c.id == comment.c.root, isouter=True)
    .where(
        among(comment.c.note, "notes"),
        comment.c.withdrawn_at.is_(None),
        or_(comment.c.root.is_(None), _root.c.withdrawn_at.is_(None)),
    )
    .group_by(comment.c.note),
    lambda note, count: (note, count),
)


async def thread(
    tx: Read, viewer: PersonId | None, note: NoteId, before: CommentId | None, limit: int
) -> list[Thread]:
    """Comments under the note, newest first, older than `before`, each with its answers.

    Withdrawn ones and those of people blocked either way are left out, and what was answered to
    them. Raises `Refusal` note.not_found where `viewer` may not see the note.
    """
    await see(tx, viewer, note)
    roots = await tx.all(_ROOTS, note=note, viewer=viewer, before=before or NEWEST, limit=limit)
    return await _with_answers(tx, viewer, roots)


async def _with_answers(
    tx: Read, viewer: PersonId | None, roots: Sequence[Comment]
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
        )
        for root in roots
    ]


async def answers_to(
    tx: Read, viewer: PersonId | None, root: CommentId, after: CommentId | None, limit: int
) -> list[Comment]:
    """Answers in the thread of `root`, oldest first, younger than `after`.

    Raises `Refusal` comment.not_found where `viewer` may not see that comment.
    """
    await see_comment(tx, viewer, root)
    return await tx.all(_MORE_ANSWERS, root=root, viewer=viewer, after=after or 0, limit=limit)


async def see_comment(tx: Read, viewer: PersonId | None, which: CommentId) -> Comment:
    """The comment, for eyes that may see it and what it stands under.

    Raises `Refusal` comment.not_found, whatever the reason.
    """
    found = await tx.one(_ONE, which=which)
    if found is None or not await _is_open(tx, viewer, found):
        raise Refusal("comment.not_found")
    return found


async def _is_open(tx: Read, viewer: PersonId | None, found: Comment) -> bool:
    if found.withdrawn_at is not None:
        return False
    if viewer is not None and (await ties(tx, viewer, found.author)).severed:
        return False
    try:
        await see(tx, viewer, found.note)
        if found.root is not None:
            await see_comment(tx, viewer, found.root)
    except Refusal:
        return False
    return True


async def see_own_comment(
    tx: Read, author: PersonId, which: CommentId, *, withdrawn: bool
) -> Comment:
    """A comment of `author`'s own, standing or withdrawn; else raises comment.not_found."""
    found = await tx.one(_ONE, which=which)
    if found is None or found.author != author or (found.withdrawn_at is not None) != withdrawn:
        raise Refusal("comment.not_found")
    return found


async def counts(tx: Read, notes: Iterable[NoteId]) -> dict[NoteId, int]:
    """How many comments and answers stand under each of `notes`; none is 0."""
    asked = list(dict.fromkeys(notes))
    found = dict(await tx.all(_COUNTS, notes=asked)) if asked else {}
    return {note: found.get(note, 0) for note in asked}
