"""Answers already given, so that a request sent twice happens once."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from serai.kernel import PersonId
from serai.store import IdColumn, Time, metadata

answered = Table(
    "answered",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("key", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("person", "key"),
)
