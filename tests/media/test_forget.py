"""Files that nothing has any more: who has a word in it, and who puts them anew meanwhile."""

from datetime import timedelta

import pytest

from serai.jobs import Plan, Work, Worker
from serai.kernel import HandClock, PersonId, to_json
from serai.media import (
    FORGET_WORK,
    SETTLED,
    Darkroom,
    MemoryBlobs,
    Picture,
    PictureLimits,
    discard,
    forget_work,
    let_go,
    orphan_chore,
    pictures,
    prepare,
    receive,
)
from serai.store import Database, Read
from tests.media.made import corner, saved

ANA = PersonId(1)
TURN = timedelta(minutes=10)
TWO_DAYS = 288
"""So many turns."""


async def sent(database: Database, darkroom: Darkroom, blobs: MemoryBlobs) -> Picture:
    made = await prepare(darkroom, blobs, saved(corner(900, 500), "JPEG"), PictureLimits())
    async with database.write() as tx:
        return await receive(tx, ANA, made)


async def are_there(blobs: MemoryBlobs, found: Picture) -> set[bool]:
    return {await blobs.exists(one.address) for one in found.variants}


async def test_what_another_room_keeps_is_deleted_by_nobody(
    database: Database, clock: HandClock, blobs: MemoryBlobs
) -> None:
    mine, nobodys = await blobs.put(b"a film", ".mp4"), await blobs.put(b"a list", ".m3u8")

    async def in_clips(_tx: Read, asked: list[str]) -> set[str]:
        return {mine} & set(asked)

    async with database.write() as tx:
        await let_go(tx, [mine, nobodys])
    clock.advance(SETTLED)
    await Worker(database, Plan({}, {FORGET_WORK: forget_work(blobs, in_clips)})).drain()
    assert (await blobs.exists(mine), await blobs.exists(nobodys)) == (True, False)
    delete_orphans = orphan_chore(blobs, in_clips)
    orphan = await blobs.put(b"came to nothing", ".mp4")
    for _ in range(2 * TWO_DAYS):
        clock.advance(TURN)
        await delete_orphans(database)
    assert (await blobs.exists(mine), await blobs.exists(orphan)) == (True, False)


async def test_a_keeper_does_not_speak_for_the_pictures(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock
) -> None:
    async def in_clips(_tx: Read, _asked: list[str]) -> set[str]:
        return set()

    found = await sent(database, darkroom, blobs)
    clock.advance(SETTLED)
    body = to_json([one.address for one in found.variants])
    await forget_work(blobs, in_clips)(database, body)
    assert await are_there(blobs, found) == {True}


async def test_what_is_sent_again_while_its_files_are_being_forgotten_keeps_them(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock
) -> None:
    """Put after the job has looked who has them, or before and not yet written down: both stay."""
    first = await sent(database, darkroom, blobs)
    async with database.write() as tx:
        await discard(tx, ANA, first.id)
    clock.advance(SETTLED)
    again: list[Picture] = []

    async def looks(_tx: Read, _asked: list[str]) -> set[str]:
        again.append(await sent(database, darkroom, blobs))
        return set()

    await Worker(database, Plan({}, _only(forget_work(blobs, looks)))).drain()
    assert again[0].variants == first.variants
    assert await are_there(blobs, again[0]) == {True}


async def test_what_is_put_and_written_down_a_while_later_is_kept_meanwhile(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock
) -> None:
    first = await sent(database, darkroom, blobs)
    async with database.write() as tx:
        await discard(tx, ANA, first.id)
    clock.advance(SETTLED - timedelta(seconds=9))
    made = await prepare(darkroom, blobs, saved(corner(900, 500), "JPEG"), PictureLimits())
    clock.advance(timedelta(seconds=10))
    await Worker(database, Plan({}, _only(forget_work(blobs)))).drain()
    async with database.write() as tx:
        again = await receive(tx, ANA, made)
    assert await are_there(blobs, again) == {True}
    async with database.read() as look:
        assert list(await pictures(look, [first.id, again.id])) == [again.id]


@pytest.mark.parametrize("waited", [False, True])
async def test_nothing_is_deleted_before_it_has_settled(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, clock: HandClock, *, waited: bool
) -> None:
    found = await sent(database, darkroom, blobs)
    async with database.write() as tx:
        await discard(tx, ANA, found.id)
    clock.advance(SETTLED if waited else SETTLED - timedelta(seconds=1))
    await Worker(database, Plan({}, _only(forget_work(blobs)))).drain()
    assert await are_there(blobs, found) == {not waited}


def _only(work: Work) -> dict[str, Work]:
    async def stays(_database: Database, _body: bytes) -> None:
        pass

    return {FORGET_WORK: work, "media.tidy": stays}
