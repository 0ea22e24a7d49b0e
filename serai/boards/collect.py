"""Collect a note into a board."""

from sqlalchemy import bindparam, func, select

from serai.boards._tables import board, board_note
from serai.boards._tell import tell_collected
from serai.boards.board import USUAL, Board, BoardLimits
from serai.boards.see import boards_holding, see_own_board
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.notes import Place, see
from serai.store import Write, change, insert, statement

_USE = change(
    board.update().where(board.c.id == bindparam("which")).values(used_at=bindparam("now"))
)
_SIZE = statement(
    select(func.count())
    .select_from(board_note)
    .where(board_note.c.board == bindparam("board"), board_note.c.left_at.is_(None)),
    int,
)
_TOP = statement(
    select(func.max(board_note.c.place)).where(board_note.c.board == bindparam("board")),
    lambda place: int(place or 0),
)
_ROW = insert(board_note).values(
    board=bindparam("board"),
    note=bindparam("note"),
    person=bindparam("person"),
    place=bindparam("top"),
    at=bindparam("now"),
)
_PUT = change(
    _ROW.on_conflict_do_update(
        index_elements=["board", "note"],
        set_={"place": _ROW.excluded.place, "at": _ROW.excluded.at, "left_at": None},
    )
)


async def collect(
    tx: Write,
    person: PersonId,
    note: NoteId,
    into: BoardId,
    place: Place | None = None,
    limits: BoardLimits = USUAL,
) -> Board:
    """The note stands first in the board, once however often it is put there; answers the board.

    `place` says where they met it. Raises `Refusal` note.not_found where `person` may not see it,
    board.not_found where it is not their board, board.full.
    """
    await see(tx, person, note)
    found = await see_own_board(tx, person, into)
    await tx.run(_USE, which=into, now=tx.now)  # also a lock: places are given out one by one
    held = await boards_holding(tx, person, note)
    if into in held:
        return found
    if (await tx.one(_SIZE, board=into) or 0) >= limits.notes:
        raise Refusal("board.full", limit=limits.notes, name=found.name)
    top = 1 + (await tx.one(_TOP, board=into) or 0)
    await tx.run(_PUT, board=into, note=note, person=person, top=top, now=tx.now)
    if not held:
        await tell_collected(tx, person, note, into, place)
    return found
