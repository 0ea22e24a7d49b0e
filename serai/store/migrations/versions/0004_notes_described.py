"""When each note was described to the engine by its content."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One column, and an index of the few notes that still lack it."""
    op.add_column("note", sa.Column("described_at", sa.BigInteger(), nullable=True))
    lacking = sa.text("described_at IS NULL AND withdrawn_at IS NULL")
    op.create_index(
        "ix_note_undescribed", "note", ["id"], sqlite_where=lacking, postgresql_where=lacking
    )
