"""Who follows whom, who closed the door to whom, and who hears nothing of whom."""

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

follower_removed = Table(
    "follower_removed",
    metadata,
    Column("remover", IdColumn(PersonId), nullable=False),
    Column("follower", IdColumn(PersonId), nullable=False),
    Column("followed_at", Time, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("remover", "follower"),
)

mute = Table(
    "mute",
    metadata,
    Column("muter", IdColumn(PersonId), nullable=False),
    Column("muted", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    Column("until", Time),
    PrimaryKeyConstraint("muter", "muted"),
)

# A request waits until it is accepted or declined; what was answered stays as long as the answer
# can be undone.
follow_request = Table(
    "follow_request",
    metadata,
    Column("asker", IdColumn(PersonId), nullable=False),
    Column("asked", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
    Column("accepted_at", Time),
    Column("declined_at", Time),
    PrimaryKeyConstraint("asker", "asked"),
)
Index("ix_follow_request_asked", follow_request.c.asked, follow_request.c.at)
