"""Open the database that an address names."""

from pathlib import Path

from serai.kernel import Clock
from serai.store.database import Database
from serai.store.sqlite import SqliteDatabase

try:
    from serai.store.postgres import PostgresDatabase
except ImportError:  # the `postgres` extra is not installed
    PostgresDatabase = None  # type: ignore[assignment,misc]  # its absence is answered below


async def open_database(url: str, clock: Clock) -> Database:
    """The database at `sqlite:///path` or `postgresql://…`.

    Raises ValueError for any other address, and where the `postgres` extra is missing.
    """
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")), clock)
    if not url.startswith("postgresql://"):
        raise ValueError(f"no database speaks {url!r}: use sqlite:///… or postgresql://…")
    if PostgresDatabase is None:
        raise ValueError("PostgreSQL needs the extra: uv sync --extra postgres")
    return await PostgresDatabase.connect(url, clock)
