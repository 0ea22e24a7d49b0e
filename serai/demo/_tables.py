"""What of the made-up world is planted already, by the key of each deed."""

from sqlalchemy import BigInteger, Column, Table, Text

from serai.store import Time, metadata

planted = Table(
    "demo_planted",
    metadata,
    Column("key", Text, primary_key=True),
    Column("made", BigInteger, nullable=False),
    Column("at", Time, nullable=False),
)
