"""Boards, and the notes that stand in them."""

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table, Text

from serai.kernel import BoardId, NoteId, PersonId
from serai.store import IdColumn, Time, metadata

board = Table(
    "board",
    metadata,
    Column("id", IdColumn(BoardId), primary_key=True, autoincrement=False),
    Column("owner", IdColumn(PersonId), nullable=False),
    Column("name", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("cover", IdColumn(NoteId)),
    Column("made_at", Time, nullable=False),
    Column("used_at", Time, nullable=False),
    Column("closed_at", Time),
    Column("deleted_at", Time),
)
Index("ix_board_owner", board.c.owner, board.c.used_at, board.c.id)

board_note = Table(
    "board_note",
    metadata,
    Column("board", IdColumn(BoardId), nullable=False),
    Column("note", IdColumn(NoteId), nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("at", Time, nullable=False),
    Column("left_at", Time),
    PrimaryKeyConstraint("board", "note"),
)
Index("ix_board_note_board", board_note.c.board, board_note.c.place)
Index("ix_board_note_note", board_note.c.note, board_note.c.person)
