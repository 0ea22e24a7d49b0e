"""One's own history: the latest first, cleared one by one or whole, and kept no longer."""

from datetime import timedelta

from serai.kernel import HandClock
from serai.search import (
    clear_history,
    erase,
    export,
    forget_search,
    history_of,
    keep_history,
    remember_search,
)
from serai.store import Database, Read
from tests.world import somebody


async def said(tx: Read, person: object) -> list[str]:
    return [one.typed for one in (await history_of(tx, person)).searches]  # type: ignore[arg-type]


async def test_the_latest_stand_first_and_each_once(database: Database, clock: HandClock) -> None:
    async with database.write() as tx:
        ana, bo = (await somebody(tx, "ana")).id, (await somebody(tx, "bo")).id
    for typed in ("tea", "咖啡", "tea", ""):
        clock.advance(timedelta(seconds=1))
        async with database.write() as tx:
            await remember_search(tx, ana, typed)
    async with database.write() as tx:
        assert await said(tx, ana) == ["tea", "咖啡"]
        assert await said(tx, bo) == []
        await forget_search(tx, ana, "tea")
        await forget_search(tx, bo, "咖啡")
        assert await said(tx, ana) == ["咖啡"]
        await clear_history(tx, ana)
        assert await said(tx, ana) == []


async def test_only_the_latest_fifty_are_kept(database: Database, clock: HandClock) -> None:
    async with database.write() as tx:
        ana = (await somebody(tx, "ana")).id
    for nth in range(53):
        clock.advance(timedelta(seconds=1))
        async with database.write() as tx:
            await remember_search(tx, ana, f"word {nth}")
    async with database.read() as look:
        kept = await said(look, ana)
    assert (len(kept), kept[0], kept[-1]) == (50, "word 52", "word 3")


async def test_whoever_wishes_none_has_none(database: Database) -> None:
    async with database.write() as tx:
        ana = (await somebody(tx, "ana")).id
        await keep_history(tx, ana, on=False)
        await remember_search(tx, ana, "secret")
        assert (await export(tx, ana)).searches == ()
        assert not (await export(tx, ana)).kept
        await keep_history(tx, ana, on=True)
        await remember_search(tx, ana, "tea")
        assert await said(tx, ana) == ["tea"]
        await erase(tx, ana)
        assert await said(tx, ana) == []
