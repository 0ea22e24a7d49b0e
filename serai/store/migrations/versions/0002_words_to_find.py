"""Words to find: an index of tokens for notes and one for people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0002"
down_revision = "0001"

INDEXES = ("note_words", "person_words")


def upgrade() -> None:
    """Make the indexes: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""
    for name in INDEXES:
        if op.get_bind().dialect.name == "sqlite":
            # The tokens are made in Python; `ascii` takes every letter beyond ASCII as it comes.
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, tokenize=\"ascii tokenchars '_'\")"
            )
            continue
        op.create_table(
            name,
            sa.Column("rowid", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("words", TSVECTOR(), nullable=False),
            sa.PrimaryKeyConstraint("rowid", name=f"pk_{name}"),
        )
        op.create_index(f"ix_{name}_words", name, ["words"], postgresql_using="gin")
