import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.jobs._tables import job
from serai.kernel import HandClock, JobId
from serai.store import Database, among, change, insert, statement
from serai.store.sqlite import SqliteDatabase


class Row(Struct, frozen=True):
    id: JobId
    name: str


KEEP = change(
    insert(job)
    .values(id=bindparam("id"), name=bindparam("name"), body="{}", attempts=0)
    .on_conflict_do_nothing()
)
NAMED = statement(select(job.c.id, job.c.name).where(job.c.name == bindparam("name")), Row)
SOME = statement(select(job.c.id).where(among(job.c.id, "ids")).order_by(job.c.id), JobId)


async def test_what_is_committed_is_read_back_as_it_was(database: Database) -> None:
    async with database.write() as tx:
        made = tx.mint(JobId)
        assert await tx.run(KEEP, id=made, name="sweep") == 1
        assert await tx.run(KEEP, id=made, name="sweep") == 0
    async with database.read() as look:
        assert await look.one(NAMED, name="sweep") == Row(made, "sweep")
        assert type((await look.all(SOME, ids=[made]))[0]) is JobId
        assert await look.all(SOME, ids=[]) == []


async def test_an_exception_undoes_the_transaction(database: Database) -> None:
    async def stumble() -> None:
        async with database.write() as tx:
            await tx.run(KEEP, id=tx.mint(JobId), name="sweep")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    async with database.read() as look:
        assert await look.one(NAMED, name="sweep") is None


@pytest.fixture
async def file(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "serai.db"
    shutil.copy(sqlite_template, path)
    opened = SqliteDatabase(path, HandClock())
    yield opened
    await opened.close()


async def write_one(database: Database, name: str) -> None:
    async with database.write() as tx:
        await tx.run(KEEP, id=tx.mint(JobId), name=name)


async def test_a_full_disk_is_told_as_what_it_is_and_writing_goes_on_after_it(
    file: SqliteDatabase,
) -> None:
    (pages,) = file._writer.execute("PRAGMA page_count").fetchone()
    file._writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        await write_one(file, "x" * 100_000)
    file._writer.execute("PRAGMA max_page_count=1000000")
    await write_one(file, "sweep")
    async with file.read() as look:
        assert await look.one(NAMED, name="sweep")


async def test_a_commit_that_fails_is_undone_and_writing_goes_on_after_it(
    file: SqliteDatabase,
) -> None:
    file._writer.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)")
    file._writer.execute(
        "CREATE TABLE other (one REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED)"
    )

    async def point_at_nothing() -> None:
        async with file.write() as tx:
            await tx.run(KEEP, id=tx.mint(JobId), name="sweep")
            file._writer.execute("INSERT INTO other VALUES (1)")

    with pytest.raises(sqlite3.IntegrityError):
        await point_at_nothing()
    await write_one(file, "later")
    async with file.read() as look:
        assert await look.one(NAMED, name="sweep") is None
        assert await look.one(NAMED, name="later")


async def test_a_reader_sees_one_state_while_another_writes(database: Database) -> None:
    async with database.read() as look:
        assert await look.all(NAMED, name="sweep") == []
        async with database.write() as tx:
            await tx.run(KEEP, id=tx.mint(JobId), name="sweep")
        assert await look.all(NAMED, name="sweep") == []
    async with database.read() as later:
        assert len(await later.all(NAMED, name="sweep")) == 1


async def test_a_transaction_may_live_in_the_past(database: Database) -> None:
    then = database.clock.now() - 86_400_000_000
    async with database.write(at=then) as tx:
        assert tx.now == then
        old = tx.mint(JobId)
    async with database.write() as tx:
        assert tx.mint(JobId) > old
