"""Videos: clips, the files each of them needs, and what stands for them in notes and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Three tables; a column each for notes and drafts."""
    op.create_table(
        "clip",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("owner", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Float(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("whole", sa.Text(), nullable=True),
        sa.Column("probed", sa.Text(), nullable=True),
        sa.Column("poster", _id, nullable=True),
        sa.Column("poster_at", sa.BigInteger(), nullable=False),
        sa.Column("gain", sa.Float(), nullable=True),
        sa.Column("rungs", sa.Text(), nullable=False),
        sa.Column("master", sa.Text(), nullable=True),
        sa.Column("sprite", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("halted", sa.Text(), nullable=True),
        sa.Column("discarded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clip")),
    )
    op.create_index(op.f("ix_clip_owner"), "clip", ["owner"])
    op.create_index(op.f("ix_clip_digest"), "clip", ["digest"])
    op.create_index(op.f("ix_clip_poster"), "clip", ["poster"])
    op.create_table(
        "clip_blob",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("clip", _id, nullable=False),
        sa.PrimaryKeyConstraint("address", "clip", name=op.f("pk_clip_blob")),
    )
    op.create_index(op.f("ix_clip_blob_clip"), "clip_blob", ["clip"])
    op.create_table(
        "clip_of_picture",
        sa.Column("picture", _id, autoincrement=False, nullable=False),
        sa.Column("clip", _id, nullable=False),
        sa.PrimaryKeyConstraint("picture", name=op.f("pk_clip_of_picture")),
    )
    op.create_index(op.f("ix_clip_of_picture_clip"), "clip_of_picture", ["clip"])
    op.add_column("note", sa.Column("clip", _id, nullable=True))
    moves = sa.text("clip IS NOT NULL")
    op.create_index("ix_note_clip", "note", ["clip"], sqlite_where=moves, postgresql_where=moves)
    op.add_column("draft", sa.Column("clip", _id, nullable=True))
    op.add_column("draft", sa.Column("when_ready_at", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_draft_clip"), "draft", ["clip"])
