"""What happened and who has yet to hear of it; what is to be done and when."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from serai.kernel import JobId
from serai.store import IdColumn, Time, metadata

event = Table(
    "event",
    metadata,
    Column("id", IdColumn(JobId), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("spread_at", Time),
)
Index(
    "ix_event_unspread",
    event.c.id,
    sqlite_where=event.c.spread_at.is_(None),
    postgresql_where=event.c.spread_at.is_(None),
)

job = Table(
    "job",
    metadata,
    Column("id", IdColumn(JobId), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("cause", IdColumn(JobId)),
    Column("due_at", Time),
    Column("attempts", Integer, nullable=False),
    Column("done_at", Time),
    Column("gave_up_at", Time),
    Column("complaint", Text),
    UniqueConstraint("cause", "name"),
)
Index(
    "ix_job_due",
    job.c.due_at,
    sqlite_where=job.c.due_at.is_not(None),
    postgresql_where=job.c.due_at.is_not(None),
)

progress = Table(
    "progress",
    metadata,
    Column("graph", Text, nullable=False),
    Column("subject", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Time, nullable=False),
    PrimaryKeyConstraint("graph", "subject"),
)
