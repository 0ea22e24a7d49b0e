"""What people are told, the deeds it is gathered from, when they looked, what they switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Four tables."""
    op.create_table(
        "notice",
        sa.Column("id", _id, autoincrement=False, nullable=False),
        sa.Column("person", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.BigInteger(), nullable=False),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("hushed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "person", "look", "kind", "about", name=op.f("uq_notice_person_look_kind_about")
        ),
    )
    op.create_index(op.f("ix_notice_at"), "notice", ["at"])
    op.create_index("ix_notice_person", "notice", ["person", "at", "id"])
    op.create_index("ix_notice_about", "notice", ["about"])
    op.create_table(
        "notice_deed",
        sa.Column("person", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.BigInteger(), nullable=False),
        sa.Column("actor", _id, nullable=False),
        sa.Column("thing", sa.BigInteger(), nullable=False),
        sa.Column("notice", _id, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint(
            "person", "kind", "about", "actor", "thing", name=op.f("pk_notice_deed")
        ),
    )
    op.create_index("ix_notice_deed_notice", "notice_deed", ["notice", "at"])
    op.create_index("ix_notice_deed_actor", "notice_deed", ["actor", "about"])
    op.create_table(
        "notice_look",
        sa.Column("person", _id, autoincrement=False, nullable=False),
        sa.Column("look", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("stirred_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_notice_look")),
    )
    op.create_index(op.f("ix_notice_look_stirred_at"), "notice_look", ["stirred_at"])
    op.create_table(
        "notice_off",
        sa.Column("person", _id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", "kind", name=op.f("pk_notice_off")),
    )
