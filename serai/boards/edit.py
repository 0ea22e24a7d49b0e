"""Rename a board, describe it, close it to others or open it; and choose its cover."""

from msgspec.structs import replace
from sqlalchemy import bindparam, select

from serai.boards._tables import board, board_note
from serai.boards.board import USUAL, Board, BoardDraft, BoardLimits, compose
from serai.boards.see import see_own_board
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.notes import see
from serai.store import Write, change, statement

_EDIT = change(
    board.update()
    .where(board.c.id == bindparam("which"))
    .values(name=bindparam("new_name"), about=bindparam("new_about"), closed_at=bindparam("closed"))
)
_COVER = change(
    board.update().where(board.c.id == bindparam("which")).values(cover=bindparam("new_cover"))
)
_STANDS = statement(
    select(board_note.c.note).where(
        board_note.c.board == bindparam("board"),
        board_note.c.note == bindparam("note"),
        board_note.c.left_at.is_(None),
    ),
    NoteId,
)


async def edit_board(
    tx: Write, owner: PersonId, which: BoardId, draft: BoardDraft, limits: BoardLimits = USUAL
) -> Board:
    """Name, description and who may see it, in place of what was.

    Raises `Refusal` board.not_found for another's board, and those of `compose`.
    """
    found = await see_own_board(tx, owner, which)
    composed = compose(draft, limits)
    closed = (found.closed_at or tx.now) if composed.private else None
    await tx.run(
        _EDIT, which=which, new_name=composed.name, new_about=composed.about, closed=closed
    )
    return replace(found, name=composed.name, about=composed.about, closed_at=closed)


async def choose_cover(tx: Write, owner: PersonId, which: BoardId, note: NoteId | None) -> Board:
    """The note whose picture stands for the board; None is the one that stands first.

    Raises `Refusal` board.not_found, note.not_found, and board.note_elsewhere where it is not in
    the board.
    """
    found = await see_own_board(tx, owner, which)
    if note is not None:
        await see(tx, owner, note)
        if await tx.one(_STANDS, board=which, note=note) is None:
            raise Refusal("board.note_elsewhere")
    await tx.run(_COVER, which=which, new_cover=note)
    return replace(found, cover=note)
