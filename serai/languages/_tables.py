"""Translations, kept by what they translate."""

from sqlalchemy import Column, Table, Text

from serai.store import Time, metadata

translation = Table(
    "translation",
    metadata,
    Column("key", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("at", Time, nullable=False, index=True),
)
