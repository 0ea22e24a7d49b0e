"""Words that people looked for: sealed for two days, then numbers alone."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from serai.store import Time, metadata

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
