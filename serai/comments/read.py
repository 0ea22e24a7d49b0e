"""See comments: which ones somebody may read, and how many there are."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, literal, or_, select

from serai.accounts import OPEN, doors, has_left
from serai.comments._tables import comment
from serai.comments.comment import NOBODY, Comment
from serai.graph import blocked_with, ties
from serai.kernel import CommentId, NoteId, PersonId, Refusal
from serai.notes import may_see, notes, see
from serai.store import IdColumn, Read, among, statement

COLUMNS = tuple(comment.c[name] for name in Comment.__struct_fields__)
VIEWER = bindparam("viewer", type_=IdColumn(PersonId))


def gone(author: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a comment of `author` has nobody behind it any more."""
    return or_(author == NOBODY, has_left(author))


_GONE = gone(comment.c.author)
_MASKED = {
    "author": case(
        (_GONE, literal(NOBODY, type_=IdColumn(PersonId))), else_=comment.c.author
    ).label("author"),
    "text": case((_GONE, ""), else_=comment.c.text).label("text"),
}
SAID = tuple(_MASKED.get(name, comment.c[name]) for name in Comment.__struct_fields__)
"""The columns for others' eyes: where its author is gone, a comment has neither name nor words."""

SHOWN = (comment.c.withdrawn_at.is_(None), comment.c.author.not_in(blocked_with(VIEWER)))
_answer = comment.alias()
_ANSWERED = exists().where(
    _answer.c.root == comment.c.id,
    _answer.c.withdrawn_at.is_(None),
    _answer.c.author.not_in(blocked_with(VIEWER)),
    ~gone(_answer.c.author),
)
STANDS_FIRST = or_(~_GONE, _ANSWERED)
"""Of the first level: what somebody says, or what is left over answers."""

STANDS_BELOW = ~_GONE

_ONE = statement(select(*COLUMNS).where(comment.c.id == bindparam("which")), Comment)
_root = comment.alias()
_AMONG = statement(
    select(*COLUMNS)
    .join_from(comment, _root, _root.c.id == comment.c.root, isouter=True)
    .where(
        among(comment.c.id, "ids"),
        *SHOWN,
        ~_GONE,
        or_(
            comment.c.root.is_(None),
            and_(
                _root.c.withdrawn_at.is_(None),
                _root.c.author.not_in(blocked_with(VIEWER)),
            ),
        ),
    ),
    Comment,
)
_COUNTS = statement(
    select(comment.c.note, func.count())
    .join_from(comment, _root, _root.c.id == comment.c.root, isouter=True)
    .where(
        among(comment.c.note, "notes"),
        comment.c.withdrawn_at.is_(None),
        ~_GONE,
        or_(comment.c.root.is_(None), _root.c.withdrawn_at.is_(None)),
    )
    .group_by(comment.c.note),
    lambda note, count: (note, count),
)


async def see_comment(tx: Read, viewer: PersonId | None, which: CommentId) -> Comment:
    """The comment, for eyes that may see it and what it stands under.

    Raises `Refusal` comment.not_found, whatever the reason.
    """
    found = await see_root(tx, viewer, which)
    if found.author == NOBODY or (await doors(tx, [found.author])).get(found.author, OPEN).left:
        raise Refusal("comment.not_found")
    return found


async def see_root(tx: Read, viewer: PersonId | None, which: CommentId) -> Comment:
    """The same, also where its author is gone and it stands over answers."""
    found = await tx.one(_ONE, which=which)
    if found is None or not await _is_open(tx, viewer, found):
        raise Refusal("comment.not_found")
    return found


async def comments_seen(
    tx: Read, viewer: PersonId, ids: Iterable[CommentId]
) -> dict[CommentId, Comment]:
    """Those of `ids` that `viewer` may see; as `see_comment`, for many."""
    found = await tx.all(_AMONG, viewer=viewer, ids=list(ids))
    under = await may_see(tx, viewer, await notes(tx, [one.note for one in found]))
    open_notes = {note.id for note in under}
    return {one.id: one for one in found if one.note in open_notes}


async def _is_open(tx: Read, viewer: PersonId | None, found: Comment) -> bool:
    if found.withdrawn_at is not None:
        return False
    if viewer is not None and (await ties(tx, viewer, found.author)).severed:
        return False
    try:
        await see(tx, viewer, found.note)
        if found.root is not None:
            await see_root(tx, viewer, found.root)
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
