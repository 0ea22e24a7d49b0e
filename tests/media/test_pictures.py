from collections.abc import Mapping
from datetime import timedelta

import pytest

from serai.events import Event, PictureReceived
from serai.jobs import Plan, Reaction, Worker
from serai.kernel import HandClock, PersonId, PictureId, Refusal, to_json
from serai.media import (
    FORGET_WORK,
    SETTLED,
    TIDY_WORK,
    Darkroom,
    MemoryBlobs,
    Picture,
    PictureLimits,
    Prepared,
    describe,
    discard,
    forget_work,
    on_picture_received,
    orphan_chore,
    pictures,
    pictures_at,
    pictures_of,
    prepare,
    receive,
    set_cover,
    slimming,
    tidy_work,
)
from serai.store import Database, Read
from tests.media.made import corner, saved

ANA, BO = PersonId(1), PersonId(2)
LIMITS = PictureLimits()
HEARD: Mapping[type[Event], tuple[Reaction, ...]] = {PictureReceived: (on_picture_received,)}


@pytest.fixture
async def prepared(darkroom: Darkroom, blobs: MemoryBlobs) -> Prepared:
    return await prepare(darkroom, blobs, saved(corner(900, 500), "JPEG"), LIMITS)


async def test_a_received_picture_is_read_back(
    database: Database, blobs: MemoryBlobs, prepared: Prepared
) -> None:
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared, " a red\r\ncorner ")
    async with database.read() as look:
        found = await pictures(look, [kept.id, PictureId(7)])
        assert await pictures_of(look, ANA) == [kept]
        assert await pictures_of(look, BO) == []
        for variant in kept.variants:
            assert await pictures_at(look, variant.address) == [kept]
            assert await blobs.get(variant.address)
        assert await pictures_at(look, "nowhere") == []
    assert found == {kept.id: kept}
    assert (kept.alt, kept.width, kept.height) == ("a red\ncorner", 900, 500)


async def test_every_picture_has_cuts_for_cards(
    database: Database, darkroom: Darkroom, prepared: Prepared
) -> None:
    blobs = MemoryBlobs()
    cover = await set_cover(darkroom, blobs, "Hello", "sand")
    tiny = await prepare(darkroom, blobs, saved(corner(60, 60), "PNG"), LIMITS)
    async with database.write() as tx:
        kept = [await receive(tx, ANA, one) for one in (prepared, cover, tiny)]
    cards = [[v.width for v in one.variants if v.use == "card"] for one in kept]
    assert cards == [[640, 320], [640, 320], [60]]
    assert [one.kind for one in kept] == ["photo", "cover", "photo"]


async def test_only_the_owner_describes_a_picture(database: Database, prepared: Prepared) -> None:
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared)
        await describe(tx, ANA, kept.id, "a door")
    with pytest.raises(Refusal, match="not_found"):
        async with database.write() as tx:
            await describe(tx, BO, kept.id, "a window")
    with pytest.raises(Refusal, match="alt_too_long"):
        async with database.write() as tx:
            await describe(tx, ANA, kept.id, "x" * 1001)
    assert (await _one(database, kept.id)).alt == "a door"


async def test_a_day_holds_only_so_many_pictures(database: Database, prepared: Prepared) -> None:
    few = PictureLimits(a_day=2)
    async with database.write() as tx:
        for _ in range(2):
            await receive(tx, ANA, prepared, limits=few)
        await receive(tx, BO, prepared, limits=few)
    with pytest.raises(Refusal, match="too_many_today"):
        async with database.write() as tx:
            await receive(tx, ANA, prepared, limits=few)
    async with database.write(at=database.clock.now() + 86_400_000_001) as tx:
        await receive(tx, ANA, prepared, limits=few)


async def test_files_go_with_the_last_picture_that_has_them(
    database: Database, clock: HandClock, blobs: MemoryBlobs, prepared: Prepared
) -> None:
    plan = Plan({}, {FORGET_WORK: forget_work(blobs)})
    async with database.write() as tx:
        mine = await receive(tx, ANA, prepared)
        theirs = await receive(tx, BO, prepared)
    with pytest.raises(Refusal, match="not_found"):
        async with database.write() as tx:
            await discard(tx, BO, mine.id)
    for picture, left in ((mine, True), (theirs, False)):
        async with database.write() as tx:
            await discard(tx, picture.owner, picture.id)
        clock.advance(SETTLED)
        await Worker(database, plan).drain()
        assert {await blobs.exists(v.address) for v in mine.variants} == {left}
    async with database.read() as look:
        assert await pictures(look, [mine.id, theirs.id]) == {}


async def test_files_of_a_picture_that_came_to_nothing_go_when_a_day_has_passed(
    database: Database, clock: HandClock, blobs: MemoryBlobs, prepared: Prepared
) -> None:
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared)
    lost = await blobs.put(b"cut, and then the note was refused", ".webp")
    delete_orphans = orphan_chore(blobs)
    for turns, there in ((140, True), (260, False)):
        for _ in range(turns):
            clock.advance(timedelta(minutes=10))
            await delete_orphans(database)
        assert await blobs.exists(lost) == there
    assert all([await blobs.exists(v.address) for v in kept.variants])


async def _nothing(_database: Database, _body: bytes) -> None:
    pass


async def test_smaller_files_follow_in_a_job(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, prepared: Prepared
) -> None:
    work = slimming(darkroom, blobs)
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared)
    await Worker(database, Plan(HEARD, work)).drain()
    once = await _one(database, kept.id)
    added = [v for v in once.variants if v.format == "avif"]
    assert {(v.use, v.width) for v in added} <= {(v.use, v.width) for v in kept.variants}
    assert added
    async with database.read() as look:
        for variant in added:
            assert await blobs.get(variant.address)
            assert await pictures_at(look, variant.address) == [once]
    await work["Slimming.heavy"](database, to_json(int(kept.id)))
    assert await _one(database, kept.id) == once


async def test_the_job_for_a_discarded_picture_does_nothing(
    database: Database, darkroom: Darkroom, blobs: MemoryBlobs, prepared: Prepared
) -> None:
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared)
        await discard(tx, ANA, kept.id)
    await Worker(
        database, Plan(HEARD, {**slimming(darkroom, blobs), FORGET_WORK: forget_work(blobs)})
    ).drain()
    async with database.read() as look:
        assert await pictures(look, [kept.id]) == {}


@pytest.mark.parametrize("shown", [True, False])
async def test_a_picture_that_nothing_shows_goes_after_a_week(
    database: Database, clock: HandClock, blobs: MemoryBlobs, prepared: Prepared, *, shown: bool
) -> None:
    async def in_use(_tx: Read, _picture: Picture) -> bool:
        return shown

    work = {TIDY_WORK: tidy_work(in_use), FORGET_WORK: forget_work(blobs)}
    worker = Worker(database, Plan({}, work))
    async with database.write() as tx:
        kept = await receive(tx, ANA, prepared)
    for passed, there in ((timedelta(days=6), True), (timedelta(days=2), shown)):
        clock.advance(passed)
        await worker.drain()
        clock.advance(SETTLED)
        await worker.drain()
        async with database.read() as look:
            assert (kept.id in await pictures(look, [kept.id])) is there
        assert await blobs.exists(kept.variants[0].address) is there


async def _one(database: Database, which: PictureId) -> Picture:
    async with database.read() as look:
        return (await pictures(look, [which]))[which]
