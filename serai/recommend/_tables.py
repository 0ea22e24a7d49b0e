"""One append-only log of signals, and what people said they like."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, PrimaryKeyConstraint, Table, Text

from serai.kernel import NoteId, PersonId
from serai.recommend.candidate import Candidate
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
    # PostgreSQL commits out of order: the number of the writing transaction says which rows are
    # final. One writer at a time needs no such number; there it is 0.
    Column("written_in", BigInteger, nullable=False),
    Column("at", Time, nullable=False),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("note", IdColumn(NoteId)),
    Column("outside", Text),
    Column("value", Float),
    Column("page", Text),
    Column("slot", Integer),
    Column("candidate", Json(Candidate)),
)
Index("ix_signal_person", signal.c.person, signal.c.seq)
Index("ix_signal_written", signal.c.written_in, signal.c.seq)

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
