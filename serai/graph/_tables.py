"""Who follows whom, and who closed the door to whom."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table

from serai.kernel import PersonId
from serai.store import IdColumn, Time, metadata

follow = Table(
    "follow",
    metadata,
    Column("follower", IdColumn(PersonId), nullable=False),
    Column("followee", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("follower", "followee"),
)
Index("ix_follow_followee", follow.c.followee, follow.c.at)

block = Table(
    "block",
    metadata,
    Column("blocker", IdColumn(PersonId), nullable=False),
    Column("blocked", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("blocker", "blocked"),
)
Index("ix_block_blocked", block.c.blocked)
