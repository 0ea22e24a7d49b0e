"""The migrations make exactly the tables that the rooms speak of."""

import importlib
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from serai.store import metadata

WORD_INDEXES = ("note_words", "person_words", "alembic_")
HOUSE = Path(__file__).parents[2] / "serai"


def differences(connection: Connection) -> list[object]:
    for tables in sorted(HOUSE.glob("*/_tables.py")):
        importlib.import_module(f"serai.{tables.parent.name}._tables")
    context = MigrationContext.configure(
        connection, opts={"compare_type": False, "include_name": ours}
    )
    return list(compare_metadata(context, metadata))


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Search's word index is each store's own kind of table, tested in its room."""
    return not (kind == "table" and name is not None and name.startswith(WORD_INDEXES))


async def test_the_migrations_and_the_tables_agree(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        with create_engine(database_url).connect() as connection:
            assert differences(connection) == []
        return
    engine = create_async_engine(database_url.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as link:
        assert await link.run_sync(differences) == []
    await engine.dispose()
