"""Followers removed, as long as it can be undone, and who hears nothing of whom."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "follower_removed",
        sa.Column("remover", _id, nullable=False),
        sa.Column("follower", _id, nullable=False),
        sa.Column("followed_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("remover", "follower", name=op.f("pk_follower_removed")),
    )
    op.create_table(
        "mute",
        sa.Column("muter", _id, nullable=False),
        sa.Column("muted", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("muter", "muted", name=op.f("pk_mute")),
    )
