"""Posts of an older platform that people brought along, and the notes that they became."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _id(name: str) -> "sa.Column[int]":
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "own_post",
        _id("person"),
        sa.Column("outside", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "outside", name=op.f("pk_own_post")),
    )
    op.create_table(
        "claim",
        sa.Column("outside", sa.Text(), nullable=False),
        _id("note"),
        _id("person"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("outside", name=op.f("pk_claim")),
        sa.UniqueConstraint("note", name=op.f("uq_claim_note")),
    )
    op.create_index(op.f("ix_claim_person"), "claim", ["person"])
