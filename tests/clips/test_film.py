from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from serai.clips import (
    Clip,
    ClipLimits,
    Crew,
    clips,
    discard,
    film_laments,
    film_work,
    kept_for_clips,
    note_arrival,
    retry,
    start,
    take_in,
    uploads_chore,
)
from serai.jobs import Plan, Worker
from serai.kernel import ClipId, HandClock, PersonId, Refusal
from serai.media import FORGET_WORK, SETTLED, MemoryBlobs, forget_work, pictures
from serai.store import Database
from tests.clips.made import Shape, clip_bytes
from tests.world import a_crew, somebody

LIMITS = ClipLimits()
MOVIE = clip_bytes("mov", Shape(width=480, height=640))


@pytest.fixture
def crew(tmp_path: Path, clock: HandClock) -> Crew:
    return a_crew(tmp_path, MemoryBlobs(clock))


def worker(database: Database, crew: Crew) -> Worker:
    work = film_work(crew) | {FORGET_WORK: forget_work(crew.blobs, kept_for_clips)}
    return Worker(database, Plan(reactions={}, work=work, laments=film_laments()))


async def settle(database: Database, crew: Crew, clock: HandClock) -> None:
    """Time passes, and what nobody needs goes."""
    clock.advance(2 * SETTLED)
    await worker(database, crew).drain()


async def whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def sent(database: Database, crew: Crew, owner: PersonId, data: bytes) -> ClipId:
    """A file that arrived, and whose way has begun."""
    async with database.write() as tx:
        clip = await start(tx, owner, "IMG_1.MOV", len(data), LIMITS)
    arrived = await take_in(crew.uploads, clip, 0, whole(data))
    async with database.write() as tx:
        await note_arrival(tx, owner, clip.id, arrived)
    return clip.id


async def stands(database: Database, which: ClipId) -> Clip:
    async with database.read() as look:
        return (await clips(look, [which]))[which]


async def an_owner(database: Database, handle: str = "ana") -> PersonId:
    async with database.write() as tx:
        return (await somebody(tx, handle)).id


async def test_a_file_becomes_what_any_screen_plays(database: Database, crew: Crew) -> None:
    ana = await an_owner(database)
    which = await sent(database, crew, ana, MOVIE)
    assert (await stands(database, which)).state == "keep"
    await worker(database, crew).drain()
    clip = await stands(database, which)
    assert (clip.state, clip.refused) == ("ready", None)
    assert clip.ready_at is not None
    assert clip.poster is not None
    assert [min(one.width, one.height) for one in clip.rungs] == [360, 480]
    for address in clip.addresses | {clip.whole or ""}:
        assert await crew.blobs.exists(address)
    async with database.read() as look:
        assert clip.poster in await pictures(look, [clip.poster])
        assert await kept_for_clips(look, clip.addresses) == clip.addresses
    assert not crew.uploads.path(which).exists()
    assert list(crew.bench.iterdir()) == []


async def test_the_same_file_is_stored_once_whoever_sends_it(
    database: Database, crew: Crew, clock: HandClock
) -> None:
    ana, bo = await an_owner(database), await an_owner(database, "bo")
    data = MOVIE
    first = await sent(database, crew, ana, data)
    await worker(database, crew).drain()
    second = await sent(database, crew, bo, data)
    await worker(database, crew).drain()
    one, other = await stands(database, first), await stands(database, second)
    assert other.state == "ready"
    assert other.addresses == one.addresses
    assert other.poster != one.poster
    async with database.write() as tx:
        await discard(tx, ana, first)
    await settle(database, crew, clock)
    assert all([await crew.blobs.exists(address) for address in other.addresses])
    async with database.write() as tx:
        await discard(tx, bo, second)
    await settle(database, crew, clock)
    assert not any([await crew.blobs.exists(address) for address in other.addresses])


async def test_what_is_no_video_is_refused_and_leaves_nothing(
    database: Database, crew: Crew, clock: HandClock
) -> None:
    ana = await an_owner(database)
    which = await sent(database, crew, ana, b"#EXTM3U\nfile:///etc/passwd\n" * 40)
    await worker(database, crew).drain()
    clip = await stands(database, which)
    assert clip.state == "refused"
    assert clip.refused is not None
    assert clip.refused.code == "clip.not_a_clip"
    assert clip.whole is None
    await settle(database, crew, clock)
    assert isinstance(crew.blobs, MemoryBlobs)
    assert crew.blobs._kept == {}
    async with database.write() as tx:
        with pytest.raises(Refusal, match=r"clip\.cannot_retry"):
            await retry(tx, ana, which)


async def test_a_step_that_failed_can_be_run_again(database: Database, crew: Crew) -> None:
    ana = await an_owner(database)
    which = await sent(database, crew, ana, MOVIE)

    class Tired(type(crew.studio)):  # type: ignore[misc]  # a class of whichever studio it is
        async def sprite(self, *_: object) -> None:
            raise Refusal("clip.too_hard")

    await worker(database, replace(crew, studio=Tired())).drain()
    clip = await stands(database, which)
    assert (clip.state, clip.halted) == ("refused", "sprite")
    rungs = clip.rungs
    async with database.write() as tx:
        again = await retry(tx, ana, which)
    assert (again.state, again.refused) == ("sprite", None)
    await worker(database, crew).drain()
    clip = await stands(database, which)
    assert (clip.state, clip.rungs) == ("ready", rungs)


async def test_the_file_as_it_came_goes_where_the_operator_says_so(
    database: Database, crew: Crew, clock: HandClock
) -> None:
    ana = await an_owner(database)
    which = await sent(database, crew, ana, MOVIE)
    await worker(database, replace(crew, keeps_whole=False)).drain()
    clip = await stands(database, which)
    assert (clip.state, clip.whole) == ("ready", None)
    await settle(database, crew, clock)
    assert not await crew.blobs.exists(f"{clip.digest}.film")


async def test_what_never_arrived_whole_goes_after_a_week(
    database: Database, crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await an_owner(database)
    async with database.write() as tx:
        clip = await start(tx, ana, "a.mp4", 100, LIMITS)
    await take_in(crew.uploads, clip, 0, whole(b"half"))
    await uploads_chore(crew.uploads)(database)
    assert await crew.uploads.arrived(clip.id) == 4
    monkeypatch.setattr("serai.clips.uploads.time.time", lambda: 10**12)
    await uploads_chore(crew.uploads)(database)
    assert await crew.uploads.arrived(clip.id) == 0
    async with database.read() as look:
        assert await clips(look, [clip.id]) == {}
