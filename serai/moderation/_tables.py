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
