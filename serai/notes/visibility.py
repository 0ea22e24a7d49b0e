"""Who may see a note: as a condition for lists, and as the one gate everything passes last."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, exists, or_

from serai.accounts import OPEN, Door, doors, has_left, is_private
from serai.graph import Ties, blocked_with, followees_of, followers_of, ties_among
from serai.kernel import NoteId, PersonId, Refusal
from serai.notes._tables import note, note_hidden
from serai.notes.note import Note
from serai.notes.read import Outline, notes
from serai.store import Read

_UNTIED = Ties()

Gated = TypeVar("Gated", Note, Outline)


def visible(viewer: ColumnElement[Any]) -> ColumnElement[bool]:
    """The rule of `admits` on the table of notes, for a bound person or NULL for a stranger."""
    open_to_viewer = or_(
        note.c.audience == "everyone",
        and_(note.c.audience == "followers", note.c.author.in_(followees_of(viewer))),
        and_(
            note.c.audience == "mutuals",
            note.c.author.in_(followees_of(viewer)),
            note.c.author.in_(followers_of(viewer)),
        ),
    )
    return and_(
        note.c.withdrawn_at.is_(None),
        ~has_left(note.c.author),
        or_(
            note.c.author == viewer,
            and_(
                open_to_viewer,
                note.c.author.not_in(blocked_with(viewer)),
                or_(~is_private(note.c.author), note.c.author.in_(followees_of(viewer))),
            ),
        ),
    )


def met_by(viewer: ColumnElement[Any], which: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the note `which` may be seen by `viewer`, who did not hide it.

    A part for other rooms' statements; what they find passes `may_see` like all else.
    """
    hidden = exists().where(note_hidden.c.note == which, note_hidden.c.person == viewer)
    return and_(exists().where(note.c.id == which, visible(viewer)), ~hidden)


def admits(
    which: Note | Outline, viewer: PersonId | None, standing: Ties, door: Door = OPEN
) -> bool:
    """Whether `viewer`, standing so to the author, may see the note; a pure rule.

    Withdrawn, or its author has left: nobody. The author: yes. A block either way: no. A private
    account: followers alone. Else as the audience says.
    """
    if which.withdrawn_at is not None or door.left:
        return False
    if viewer is not None and viewer == which.author:
        return True
    if standing.severed or (door.private and not standing.follows):
        return False
    if which.audience == "mutuals":
        return standing.follows and standing.followed_by
    return which.audience == "everyone" or (which.audience == "followers" and standing.follows)


async def may_see(tx: Read, viewer: PersonId | None, asked: Sequence[Gated]) -> list[Gated]:
    """Those of `asked` that `viewer` (None: a stranger) may see, in the same order.

    The gate: it runs last, on notes or their outlines read in the same transaction, and knows no
    way around.
    """
    authors = {which.author for which in asked}
    standing = {} if viewer is None else await ties_among(tx, viewer, authors)
    shut = await doors(tx, authors)
    return [
        which
        for which in asked
        if admits(
            which,
            viewer,
            standing.get(which.author, _UNTIED),
            shut.get(which.author, OPEN),
        )
    ]


async def see(tx: Read, viewer: PersonId | None, which: NoteId) -> Note:
    """The note, for eyes that may see it.

    Raises `Refusal` note.not_found where there is none and where it is not for `viewer` alike.
    """
    seen = await may_see(tx, viewer, await notes(tx, [which]))
    if not seen:
        raise Refusal("note.not_found")
    return seen[0]


async def see_own(tx: Read, author: PersonId, which: NoteId) -> Note:
    """A note of `author`'s own that is not withdrawn; else raises `Refusal` note.not_found."""
    return _own(await notes(tx, [which]), author, withdrawn=False)


async def see_own_withdrawn(tx: Read, author: PersonId, which: NoteId) -> Note:
    """A note that `author` withdrew and may restore; else raises `Refusal` note.not_found."""
    return _own(await notes(tx, [which]), author, withdrawn=True)


def _own(found: list[Note], author: PersonId, *, withdrawn: bool) -> Note:
    for one in found:
        # What an undo took back whole has no pictures any more: they are a draft's.
        if one.author == author and (one.withdrawn_at is not None) == withdrawn and one.pictures:
            return one
    raise Refusal("note.not_found")
