"""Reports to the people who moderate, and how they were closed."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from serai.kernel import PersonId, ReportId
from serai.store import IdColumn, Time, metadata

report = Table(
    "report",
    metadata,
    Column("id", IdColumn(ReportId), primary_key=True, autoincrement=False),
    Column("reporter", IdColumn(PersonId), nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("closed_at", Time),
    Column("outcome", Text),
)
Index("ix_report_open", report.c.closed_at, report.c.at)
# One open report by one person of one thing, also where they ask twice in the same moment.
Index(
    "uq_report_standing",
    report.c.reporter,
    report.c.subject_kind,
    report.c.subject,
    unique=True,
    sqlite_where=report.c.closed_at.is_(None),
    postgresql_where=report.c.closed_at.is_(None),
)
