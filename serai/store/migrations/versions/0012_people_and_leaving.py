"""Private accounts, requests to follow, likes shown, who may be found, and who has left."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENTS = ("private_at", "likes_shown_at", "unfindable_at", "left_at")


def upgrade() -> None:
    """Four moments of a person, and one table."""
    for moment in _MOMENTS:
        op.add_column("person", sa.Column(moment, sa.BigInteger(), nullable=True))
    left = sa.text("left_at IS NOT NULL")
    op.create_index(
        "ix_person_left", "person", ["left_at"], sqlite_where=left, postgresql_where=left
    )
    op.create_table(
        "follow_request",
        sa.Column("asker", _id, nullable=False),
        sa.Column("asked", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("declined_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("asker", "asked", name=op.f("pk_follow_request")),
    )
    op.create_index("ix_follow_request_asked", "follow_request", ["asked", "at"])
