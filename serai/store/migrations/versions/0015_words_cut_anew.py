"""Words cut anew, words that stand in notes, and what each person looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Four tables; what stands is cut anew by a work, and found by whole words meanwhile."""
    op.create_table(
        "search_history",
        sa.Column("person", _id, nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "typed", name=op.f("pk_search_history")),
    )
    op.create_index(op.f("ix_search_history_person"), "search_history", ["person", "at"])
    op.create_table(
        "search_history_off",
        sa.Column("person", _id, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_search_history_off")),
    )
    op.create_table(
        "known_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("doubted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_known_word")),
    )
    doubted = sa.text("doubted_at IS NOT NULL")
    op.create_index(
        "ix_known_word_doubted",
        "known_word",
        ["word"],
        sqlite_where=doubted,
        postgresql_where=doubted,
    )
    op.create_table(
        "to_recut",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("below", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_to_recut")),
    )
    for kind in ("note", "person"):
        op.execute(
            f"INSERT INTO to_recut SELECT '{kind}', max(id) + 1 FROM {kind} HAVING count(*) > 0"
        )
