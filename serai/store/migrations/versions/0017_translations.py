"""Translations by what they translate, who wants them at once, and which languages stand where."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"


def upgrade() -> None:
    """A table, and columns."""
    op.create_table(
        "translation",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_translation")),
    )
    op.create_index(op.f("ix_translation_at"), "translation", ["at"])
    for table, columns in (("note", ("title_spans", "text_spans")), ("comment", ("spans",))):
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Text(), nullable=True))
    op.add_column("person", sa.Column("translates_at", sa.BigInteger(), nullable=True))
