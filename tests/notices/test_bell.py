"""One look a second for everybody who listens."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from serai.kernel import HandClock, NoteId, PersonId
from serai.notices import Bell, switch
from serai.notices.bell import MOST
from serai.notices.notice import Deed
from serai.notices.tell import tell
from serai.store import Database
from tests.notices.hearing import looks

ME, OTHER = PersonId(9), PersonId(8)
SOON = 5.0


async def happens(database: Database, person: PersonId, note: int = 1) -> None:
    async with database.write() as tx:
        await tell(tx, Deed(person, "like", PersonId(1), NoteId(note)))


async def following(heard: AsyncIterator[int | None]) -> int | None:
    return await asyncio.wait_for(anext(heard), SOON)


@pytest.fixture
def bell() -> Bell:
    return Bell(pause=0.02, beat=60)


async def test_every_tab_hears_and_others_do_not(database: Database, bell: Bell) -> None:
    tabs = [bell.listen(database, ME, 0) for _ in range(3)]
    other = bell.listen(database, OTHER, 0)
    assert [await following(tab) for tab in (*tabs, other)] == [0, 0, 0, 0]
    quiet = asyncio.ensure_future(anext(other))
    await happens(database, ME)
    assert [await following(tab) for tab in tabs] == [1, 1, 1]
    await looks(database, ME)
    assert [await following(tab) for tab in tabs] == [0, 0, 0]
    assert not quiet.done()
    bell.silence()
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(quiet, SOON)


async def test_what_another_process_wrote_is_heard(database: Database, bell: Bell) -> None:
    """No word passes between processes: the rows say it."""
    here = bell.listen(database, ME, 0)
    assert await following(here) == 0
    there = Bell(pause=0.02)
    far = there.listen(database, ME, 0)
    assert await following(far) == 0
    await happens(database, ME)
    assert (await following(here), await following(far)) == (1, 1)
    bell.silence()
    there.silence()


async def test_a_change_that_changes_no_count_calls_nobody(
    database: Database, bell: Bell, clock: HandClock
) -> None:
    await happens(database, ME)
    heard = bell.listen(database, ME, 1)
    assert await following(heard) == 1
    waiting = asyncio.ensure_future(anext(heard))
    await happens(database, ME)
    async with database.write() as tx:
        await switch(tx, ME, "like", on=False)
    await bell.look(database, clock.now() - 1)
    await asyncio.sleep(0.1)
    assert not waiting.done()
    bell.silence()
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(waiting, SOON)


async def test_silence_lets_everybody_go_and_the_last_one_ends_the_watch(
    database: Database, bell: Bell
) -> None:
    heard = bell.listen(database, ME, 0)
    assert await following(heard) == 0
    watching = bell._watching
    assert watching is not None
    bell.silence()
    with pytest.raises(StopAsyncIteration):
        await following(heard)
    await asyncio.wait([watching], timeout=SOON)
    assert watching.done()
    late = bell.listen(database, ME, 3)
    assert [count async for count in late] == [3]


async def test_a_silent_listener_gets_a_sign_of_life(database: Database) -> None:
    bell = Bell(pause=60, beat=0.01)
    heard = bell.listen(database, ME, 0)
    assert [await following(heard) for _ in range(3)] == [0, None, None]
    bell.silence()


async def test_one_person_listens_in_so_many_places(database: Database, bell: Bell) -> None:
    tabs = [bell.listen(database, ME, 0) for _ in range(MOST)]
    for tab in tabs:
        assert not bell.is_full(ME)
        assert await following(tab) == 0
    assert bell.is_full(ME)
    assert not bell.is_full(OTHER)
    bell.silence()
    for tab in tabs:
        with pytest.raises(StopAsyncIteration):
            await following(tab)
    assert not bell.is_full(ME)
