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
Index(
    "ix_event_spread",
    event.c.spread_at,
    sqlite_where=event.c.spread_at.is_not(None),
    postgresql_where=event.c.spread_at.is_not(None),
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
# A job is due, done or given up, and whoever asks for one kind sees no row of the others.
for _name, _moment in (
    ("ix_job_due", job.c.due_at),
    ("ix_job_done", job.c.done_at),
    ("ix_job_given_up", job.c.gave_up_at),
):
    Index(
        _name,
        _moment,
        sqlite_where=_moment.is_not(None),
        postgresql_where=_moment.is_not(None),
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
