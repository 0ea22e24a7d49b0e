"""Boards, and the notes collected into them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _id(name: str, *, optional: bool = False) -> "sa.Column[int]":
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, autoincrement=False, nullable=optional)


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "board",
        _id("id"),
        _id("owner"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        _id("cover", optional=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    op.create_index("ix_board_owner", "board", ["owner", "used_at", "id"])
    op.create_table(
        "board_note",
        _id("board"),
        _id("note"),
        _id("person"),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("board", "note", name=op.f("pk_board_note")),
    )
    op.create_index("ix_board_note_board", "board_note", ["board", "place"])
    op.create_index("ix_board_note_note", "board_note", ["note", "person"])
