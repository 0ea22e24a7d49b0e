"""Erase the boards of a person, and hand them out to them first."""

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.boards._tables import board, board_note
from serai.boards.board import Board
from serai.kernel import BoardId, NoteId, PersonId
from serai.notes import notes_of
from serai.store import IdColumn, Read, Write, change, statement

_OWN = select(board.c.id).where(board.c.owner == bindparam("whose"))
_NOTES_OF = notes_of(bindparam("whose", type_=IdColumn(PersonId)))
_HOLDING = select(board_note.c.board).where(board_note.c.note.in_(_NOTES_OF))
_BOARDS = statement(
    select(*(board.c[name] for name in Board.__struct_fields__))
    .where(board.c.owner == bindparam("whose"))
    .order_by(board.c.id),
    Board,
)


class Collected(Struct, frozen=True):
    """A note in a board: its place (the highest stands first), since when and until when."""

    board: BoardId
    note: NoteId
    place: int
    at: int
    left_at: int | None


_NOTES = statement(
    select(*(board_note.c[name] for name in Collected.__struct_fields__))
    .where(board_note.c.board.in_(_OWN))
    .order_by(board_note.c.board, board_note.c.place.desc()),
    Collected,
)
_FORGET = (
    change(
        board.update()
        .where(board.c.id.in_(_HOLDING), board.c.cover.in_(_NOTES_OF))
        .values(cover=None)
    ),
    change(board_note.delete().where(board_note.c.note.in_(_NOTES_OF))),
    change(board_note.delete().where(board_note.c.board.in_(_OWN))),
    change(board.delete().where(board.c.owner == bindparam("whose"))),
)


class Kept(Struct, frozen=True):
    """Every board of one person, the deleted ones too, and what stands or stood in them."""

    boards: tuple[Board, ...]
    notes: tuple[Collected, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    boards = await tx.all(_BOARDS, whose=person)
    return Kept(tuple(boards), tuple(await tx.all(_NOTES, whose=person)))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget the boards of `person`, and their notes in others' boards.

    The log of signals is for `recommend.erase`.
    """
    for forget in _FORGET:
        await tx.run(forget, whose=person)
