"""Captions of clips, and why a clip was not listened to."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "clip_caption",
        sa.Column("clip", _id, autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("cues", sa.Text(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("clip", "language", name=op.f("pk_clip_caption")),
    )
    op.create_table(
        "clip_unheard",
        sa.Column("clip", _id, autoincrement=False, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("clip", name=op.f("pk_clip_unheard")),
    )
