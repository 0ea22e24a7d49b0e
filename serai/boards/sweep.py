"""Forget what was taken out or deleted and can be brought back no more."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, select

from serai.boards._tables import board, board_note
from serai.kernel import micros
from serai.store import Write, change

KEPT: Final = micros(timedelta(days=7))

_LONG_GONE = board.c.deleted_at < bindparam("before")
_SWEEP = (
    change(
        board_note.delete().where(
            board_note.c.left_at < bindparam("before"),
            board_note.c.board.not_in(
                select(board.c.id).where(board.c.deleted_at >= bindparam("before"))
            ),
        )
    ),
    change(board_note.delete().where(board_note.c.board.in_(select(board.c.id).where(_LONG_GONE)))),
    change(board.delete().where(_LONG_GONE)),
)


async def sweep_boards(tx: Write) -> int:
    """Delete boards deleted, and notes taken out, more than a week ago; returns how many rows."""
    before = tx.now - KEPT
    return sum([await tx.run(sweep, before=before) for sweep in _SWEEP])
