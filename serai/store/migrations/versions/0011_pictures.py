"""The picture behind the words of a cover, and a picture of a comment."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Two columns."""
    op.add_column("note", sa.Column("cover_photo", _id, nullable=True))
    op.create_index(op.f("ix_note_cover_photo"), "note", ["cover_photo"])
    op.add_column("comment", sa.Column("picture", _id, nullable=True))
    op.create_index("ix_comment_picture", "comment", ["picture"], unique=True)
