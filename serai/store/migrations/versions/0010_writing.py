"""Drafts with their pictures, and where a note plays."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Two tables and two columns."""
    op.create_table(
        "draft",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("owner", _id, nullable=False),
        sa.Column("hand", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("alts", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.Column("publish_at", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("owner", "hand", name=op.f("uq_draft_owner_hand")),
    )
    op.create_index("ix_draft_owner", "draft", ["owner", "saved_at"])
    op.create_table(
        "draft_picture",
        sa.Column("draft", _id, nullable=False),
        sa.Column("picture", _id, nullable=False),
        sa.PrimaryKeyConstraint("draft", "picture", name=op.f("pk_draft_picture")),
    )
    op.create_index(op.f("ix_draft_picture_picture"), "draft_picture", ["picture"])
    op.add_column("note", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("note", sa.Column("place_key", sa.Text(), nullable=True))
    placed = sa.text("place IS NOT NULL")
    op.create_index(
        "ix_note_place", "note", ["place"], sqlite_where=placed, postgresql_where=placed
    )
