"""See a board: who may, and which are whose."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import and_, bindparam, func, or_, select, tuple_

from serai.accounts import has_left, is_private
from serai.boards._tables import board, board_note
from serai.boards.board import Board
from serai.graph import blocked_with, followees_of
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.store import IdColumn, Read, Time, statement

LAST: Final = 2**63 - 1

_COLUMNS = tuple(board.c[name] for name in Board.__struct_fields__)
_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))
# The rule: a deleted board is nobody's, a private one its owner's, others everybody's not blocked,
# or the followers' of a private account.
_OPEN = (
    board.c.deleted_at.is_(None),
    or_(
        board.c.owner == _VIEWER,
        and_(
            board.c.closed_at.is_(None),
            board.c.owner.not_in(blocked_with(_VIEWER)),
            or_(~is_private(board.c.owner), board.c.owner.in_(followees_of(_VIEWER))),
        ),
    ),
    ~has_left(board.c.owner),
)
_PLACE: Any = tuple_(bindparam("used_at", type_=Time), bindparam("before", type_=IdColumn(BoardId)))

_ONE = statement(select(*_COLUMNS).where(board.c.id == bindparam("which"), *_OPEN), Board)
_OWN = statement(
    select(*_COLUMNS).where(board.c.id == bindparam("which"), board.c.owner == bindparam("owner")),
    Board,
)
_OF = statement(
    select(*_COLUMNS)
    .where(
        board.c.owner == bindparam("owner"),
        tuple_(board.c.used_at, board.c.id) < _PLACE,
        *_OPEN,
    )
    .order_by(board.c.used_at.desc(), board.c.id.desc())
    .limit(bindparam("limit")),
    Board,
)
_COUNT = statement(
    select(func.count()).select_from(board).where(board.c.owner == bindparam("owner"), *_OPEN),
    int,
)
_HOLDING = statement(
    select(board_note.c.board).where(
        board_note.c.note == bindparam("note"),
        board_note.c.person == bindparam("person"),
        board_note.c.left_at.is_(None),
    ),
    BoardId,
)


class Used(Struct, frozen=True):
    """A board, and when a note was last put into it: the place where a list goes on."""

    at: int
    board: BoardId


async def see_board(tx: Read, viewer: PersonId | None, which: BoardId) -> Board:
    """The board, for eyes that may see it.

    Raises `Refusal` board.not_found where there is none and where it is not for `viewer` alike.
    """
    found = await tx.one(_ONE, which=which, viewer=viewer)
    if found is None:
        raise Refusal("board.not_found")
    return found


async def see_own_board(
    tx: Read, owner: PersonId, which: BoardId, *, deleted: bool = False
) -> Board:
    """A board of `owner`'s own, standing or deleted; else raises `Refusal` board.not_found."""
    found = await tx.one(_OWN, which=which, owner=owner)
    if found is None or (found.deleted_at is not None) != deleted:
        raise Refusal("board.not_found")
    return found


async def boards_of(
    tx: Read, viewer: PersonId | None, owner: PersonId, before: Used | None, limit: int
) -> list[Board]:
    """Boards of `owner`'s that `viewer` may see, the last used first, from behind `before` on."""
    place = before or Used(LAST, BoardId(LAST))
    return await tx.all(
        _OF, owner=owner, viewer=viewer, used_at=place.at, before=place.board, limit=limit
    )


async def count_boards(tx: Read, viewer: PersonId | None, owner: PersonId) -> int:
    """How many boards of `owner`'s `viewer` may see."""
    return await tx.one(_COUNT, owner=owner, viewer=viewer) or 0


async def boards_holding(tx: Read, person: PersonId, note: NoteId) -> set[BoardId]:
    """In which of their boards `person` holds the note."""
    return set(await tx.all(_HOLDING, person=person, note=note))
