"""One append-only log of signals, and what people said they like."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from serai.kernel import NoteId, PersonId
from serai.recommend.candidate import Candidate
from serai.recommend.wishes import Wishes
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
    Column("vector", LargeBinary),
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
Index("ix_interest_topic", interest.c.topic)

wish = Table(
    "wish",
    metadata,
    Column("person", IdColumn(PersonId), primary_key=True, autoincrement=False),
    Column("wishes", Json(Wishes), nullable=False),
    Column("at", Time, nullable=False),
)

# What stood in a person's own archive; `at` epoch microseconds, 0 unknown.
own_post = Table(
    "own_post",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("outside", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("title", Text, nullable=False),
    PrimaryKeyConstraint("person", "outside"),
)

# Its keys are what makes an old post become one note, and a note come from one old post.
claim = Table(
    "claim",
    metadata,
    Column("outside", Text, primary_key=True),
    Column("note", IdColumn(NoteId), nullable=False, unique=True),
    Column("person", IdColumn(PersonId), nullable=False),
    Column("at", Time, nullable=False),
)
Index("ix_claim_person", claim.c.person)

avoided = Table(
    "avoided",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    # As `outside` of the signal says it: an author's number, or a topic's key.
    Column("what", Text, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("person", "kind", "what"),
)
Index("ix_avoided_what", avoided.c.kind, avoided.c.what)

# A topic's key or a word of which somebody hears nothing until then (null: until they say so).
hush = Table(
    "hush",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("until", Time),
    PrimaryKeyConstraint("person", "kind", "what"),
)
