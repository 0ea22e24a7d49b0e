"""Translations by what they translate, and who wants them at once."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0013"


def upgrade() -> None:
    """A table, and a moment of a person's."""
    op.create_table(
        "translation",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_translation")),
    )
    op.create_index(op.f("ix_translation_at"), "translation", ["at"])
    op.add_column("person", sa.Column("translates_at", sa.BigInteger(), nullable=True))
