"""Where notes stand by what they mean; what was described is described once more for it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """A table, and notes to be described."""
    op.create_table(
        "note_meaning",
        sa.Column("note", _id, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_note_meaning")),
    )
    op.create_index("ix_note_meaning_at", "note_meaning", ["at", "note"])
    op.execute("UPDATE note SET described_at = NULL")
