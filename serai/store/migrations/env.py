"""Alembic's way in: one connection, one transaction, whichever store."""

import asyncio

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=None, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _run_postgres(url: str) -> None:
    spoken = url.replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(spoken, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
        await connection.commit()
    await engine.dispose()


def _run_sqlite(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        _run(connection)
        connection.commit()
    engine.dispose()


_url: str = context.config.attributes["url"]
if _url.startswith("postgresql"):
    asyncio.run(_run_postgres(_url))
else:
    _run_sqlite(_url)
