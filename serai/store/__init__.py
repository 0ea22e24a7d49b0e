"""Store: the database: a transaction, a page, the migrations."""

from serai.store.columns import IdColumn, Json, Time, among, metadata
from serai.store.database import Database, Read, Write
from serai.store.migrate import migrate
from serai.store.open import open_database
from serai.store.statement import Change, Statement, change, insert, statement

__all__ = [
    "Change",
    "Database",
    "IdColumn",
    "Json",
    "Read",
    "Statement",
    "Time",
    "Write",
    "among",
    "change",
    "insert",
    "metadata",
    "migrate",
    "open_database",
    "statement",
]
