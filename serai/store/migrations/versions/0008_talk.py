"""Hearts on comments, one pinned comment a note, and who may join the talk under a note."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """A count on each comment, and three tables."""
    op.add_column("comment", sa.Column("likes", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_comment_author", "comment", ["author"])
    op.create_table(
        "comment_like",
        sa.Column("comment", _id, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("comment", "person", name=op.f("pk_comment_like")),
    )
    op.create_index("ix_comment_like_person", "comment_like", ["person"])
    op.create_table(
        "comment_pin",
        sa.Column("note", _id, autoincrement=False, nullable=False),
        sa.Column("comment", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_comment_pin")),
        sa.UniqueConstraint("comment", name=op.f("uq_comment_pin_comment")),
    )
    op.create_table(
        "comment_circle",
        sa.Column("note", _id, autoincrement=False, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("note", name=op.f("pk_comment_circle")),
    )
