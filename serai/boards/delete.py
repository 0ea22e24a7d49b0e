"""Delete a board, and bring it back with its notes."""

from typing import Any

from msgspec.structs import replace
from sqlalchemy import bindparam, exists, select

from serai.boards._tables import board, board_note
from serai.boards._tell import tell_collected, tell_uncollected
from serai.boards.board import USUAL, Board, BoardLimits
from serai.boards.see import count_boards, see_own_board
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.store import Write, change, statement

_elsewhere = board_note.alias()
_ALONE = ~exists().where(
    _elsewhere.c.note == board_note.c.note,
    _elsewhere.c.person == board_note.c.person,
    _elsewhere.c.board != board_note.c.board,
    _elsewhere.c.left_at.is_(None),
)
_HERE: Any = board_note.c.board == bindparam("which")
_STANDS = board_note.c.left_at.is_(None)
_WENT_ALONG = board_note.c.left_at == bindparam("moment")
_STAMP = change(
    board.update()
    .where(board.c.id == bindparam("which"))
    .values(deleted_at=bindparam("new_deleted_at"))
)
_LOSING = statement(select(board_note.c.note).where(_HERE, _STANDS, _ALONE), NoteId)
_LEAVE = change(board_note.update().where(_HERE, _STANDS).values(left_at=bindparam("now")))
_GAINING = statement(select(board_note.c.note).where(_HERE, _WENT_ALONG, _ALONE), NoteId)
_RETURN = change(board_note.update().where(_HERE, _WENT_ALONG).values(left_at=None))


async def delete_board(tx: Write, owner: PersonId, which: BoardId) -> Board:
    """The board is gone, and its notes stand in it no more; `owner` can `restore_board` it.

    Raises `Refusal` board.not_found where it is not theirs or is deleted already.
    """
    found = await see_own_board(tx, owner, which)
    losing = await tx.all(_LOSING, which=which)
    await tx.run(_LEAVE, which=which, now=tx.now)
    await tx.run(_STAMP, which=which, new_deleted_at=tx.now)
    await tell_uncollected(tx, owner, losing)
    return replace(found, deleted_at=tx.now)


async def restore_board(
    tx: Write, owner: PersonId, which: BoardId, limits: BoardLimits = USUAL
) -> Board:
    """Undo a deletion: the board stands as it stood, with the notes that went along.

    Raises `Refusal` board.not_found where `owner` has no such deleted board, board.too_many.
    """
    found = await see_own_board(tx, owner, which, deleted=True)
    if await count_boards(tx, owner, owner) >= limits.boards:
        raise Refusal("board.too_many", limit=limits.boards)
    gaining = await tx.all(_GAINING, which=which, moment=found.deleted_at)
    await tx.run(_RETURN, which=which, moment=found.deleted_at)
    await tx.run(_STAMP, which=which, new_deleted_at=None)
    for note in gaining:
        await tell_collected(tx, owner, note, which)
    return replace(found, deleted_at=None)
