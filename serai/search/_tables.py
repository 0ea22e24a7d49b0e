"""Words that people looked for, sealed; their own histories; words that stand in notes."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from serai.kernel import NoteId, PersonId
from serai.store import IdColumn, Time, metadata

# `seal` tells people of one day apart and names none of them; the row without a word is the
# day's salt. `day` counts days since 1970 in UTC.
looked_for = Table(
    "looked_for",
    metadata,
    Column("day", Time, nullable=False),
    Column("word", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("day", "word", "seal"),
)

looked_for_days = Table(
    "looked_for_days",
    metadata,
    Column("day", Time, nullable=False),
    Column("word", Text, nullable=False),
    Column("people", Integer, nullable=False),
    PrimaryKeyConstraint("day", "word"),
)

# What one person looked for, for their own eyes.
history = Table(
    "search_history",
    metadata,
    Column("person", IdColumn(PersonId), nullable=False),
    Column("typed", Text, nullable=False),
    Column("at", Time, nullable=False),
    PrimaryKeyConstraint("person", "typed"),
)
Index("ix_search_history_person", history.c.person, history.c.at)

# Whoever stands here wishes no history to be kept.
history_off = Table(
    "search_history_off",
    metadata,
    Column("person", IdColumn(PersonId), primary_key=True, autoincrement=False),
    Column("at", Time, nullable=False),
)

# A word that stands in notes; `doubted_at` where a note that held it changed or went since.
known_word = Table(
    "known_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("doubted_at", Time),
)
_DOUBTED = known_word.c.doubted_at.is_not(None)
Index("ix_known_word_doubted", known_word.c.word, sqlite_where=_DOUBTED, postgresql_where=_DOUBTED)

# What stood here before a new way to cut words: things below that number are to be cut anew.
to_recut = Table(
    "to_recut",
    metadata,
    Column("name", Text, primary_key=True),
    Column("below", BigInteger, nullable=False),
)

# Where a note stands by what it means: the signs of its row, and the row in steps of a byte.
note_meaning = Table(
    "note_meaning",
    metadata,
    Column("note", IdColumn(NoteId), primary_key=True, autoincrement=False),
    Column("at", Time, nullable=False),
    Column("code", LargeBinary, nullable=False),
    Column("row", LargeBinary, nullable=False),
)
Index("ix_note_meaning_at", note_meaning.c.at, note_meaning.c.note)
