"""One append-only log of signals, what people said they like, what is known of each note."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, PrimaryKeyConstraint, Table, Text

from serai.kernel import NoteId, PersonId
from serai.store import IdColumn, Json, Time, metadata

signal = Table(
    "signal",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("at", Time, nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("note", IdColumn(NoteId)),
    Column("outside", Text),
    Column("value", Float),
    Column("page", Text),
    Column("slot", Integer),
)
Index("ix_signal_person", signal.c.person, signal.c.seq)

interest = Table(
    "interest",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("topic", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("evidence", Json(tuple[str, ...]), nullable=False),
    Column("at", Time, nullable=False),
    Column("dropped_at", Time),
    PrimaryKeyConstraint("person", "topic"),
)

candidate = Table(
    "candidate",
    metadata,
    Column("note", IdColumn(NoteId), primary_key=True, autoincrement=False),
    Column("author", IdColumn(PersonId), nullable=False),
    Column("topics", Json(tuple[str, ...]), nullable=False),
    Column("language", Text, nullable=False),
    Column("published_at", Time, nullable=False),
    Column("public", Integer, nullable=False),
    Column("gone_at", Time),
    Column("changed", Time, nullable=False, index=True),
)
