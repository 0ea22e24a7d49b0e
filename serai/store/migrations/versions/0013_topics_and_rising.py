"""Topics followed and hushed, and words that were looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Three tables, and two ways to look through what stands."""
    op.create_index(op.f("ix_interest_topic"), "interest", ["topic"])
    op.create_index(op.f("ix_note_like_at"), "note_like", ["at"])
    op.create_table(
        "hush",
        sa.Column("person", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "kind", "what", name=op.f("pk_hush")),
    )
    op.create_table(
        "looked_for",
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "word", "seal", name=op.f("pk_looked_for")),
    )
    op.create_table(
        "looked_for_days",
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "word", name=op.f("pk_looked_for_days")),
    )
