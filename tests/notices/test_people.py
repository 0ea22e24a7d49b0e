"""What is heard of people who were removed or muted."""

from datetime import timedelta

from serai.comments import write
from serai.graph import mute
from serai.kernel import HandClock, micros
from serai.notes import NoteLimits, drop_follower, follow_author, like, take_follower_back
from serai.store import Database
from tests.notices.hearing import hear, new, told
from tests.world import a_note, somebody


async def test_a_removed_follower_leaves_the_notices_and_comes_back_unheard(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        await follow_author(tx, bo.id, ana.id)
    await hear(database)
    assert [one.kind for one in await told(database, ana.id)] == ["follow"]
    async with database.write() as tx:
        await drop_follower(tx, ana.id, bo.id)
    await hear(database)
    assert await told(database, ana.id) == []
    assert await told(database, bo.id) == []
    async with database.write() as tx:
        await take_follower_back(tx, ana.id, bo.id)
    await hear(database)
    assert [one.kind for one in await told(database, ana.id)] == ["follow"]
    assert await told(database, bo.id) == []


async def test_who_is_muted_is_not_heard_until_it_ends(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        first, second = await a_note(tx, ana), await a_note(tx, ana)
        await mute(tx, ana.id, bo.id, tx.now + micros(timedelta(hours=8)))
        await follow_author(tx, bo.id, ana.id)
        await like(tx, bo.id, first.id)
        await write(tx, bo, first.id, "so good @ana", None, NoteLimits())
    await hear(database)
    assert (await told(database, ana.id), await new(database, ana.id)) == ([], 0)
    clock.advance(timedelta(hours=8))
    async with database.write() as tx:
        await like(tx, bo.id, second.id)
    await hear(database)
    assert [(one.kind, one.note) for one in await told(database, ana.id)] == [("like", second.id)]
