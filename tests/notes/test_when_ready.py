from datetime import timedelta

from msgspec.structs import replace

from serai.clips import ClipLimits, clips, start
from serai.clips._record import record
from serai.clips.film import Film
from serai.events import ClipReady, ClipRefused, Event
from serai.jobs import Plan, Reaction, Worker, announce, begin, begin_again
from serai.kernel import HandClock, Why
from serai.media import MemoryBlobs, ThreadDarkroom
from serai.notes import Draft, NoteLimits, note_of_clip
from serai.notes.drafts import (
    Press,
    drafts_of,
    go_when_ready,
    keep_waiting,
    make_draft,
    publish_due,
    send_waiting,
)
from serai.notes.drafts.schedule import schedule
from serai.store import Database
from tests.world import a_clip, somebody


def worker_of(database: Database) -> Worker:
    press = Press(ThreadDarkroom(), MemoryBlobs())
    hears: dict[type[Event], tuple[Reaction, ...]] = {
        ClipReady: (send_waiting,),
        ClipRefused: (keep_waiting,),
    }
    return Worker(database, Plan(reactions=hears, work=publish_due(press)))


async def test_a_draft_goes_out_as_soon_as_its_clip_is_ready(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await start(tx, ana.id, "a.mp4", 10, ClipLimits())
        kept = await make_draft(
            tx, ana.id, Draft(kind="video", title="Rain", clip=clip.id, clip_alt="Rain on a roof")
        )
        told = await go_when_ready(tx, ana.id, kept.id, NoteLimits())
        assert told.when_ready_at == tx.now
    await worker_of(database).drain()
    async with database.write() as tx:
        assert await note_of_clip(tx, clip.id) is None
        like = await a_clip(tx, ana.id)
        await begin(tx, Film, clip.id)
        await begin_again(tx, Film, clip.id, end="keep", at="ready")
        ready = replace(clip, probed=like.probed, poster=like.poster, ready_at=tx.now)
        await record(tx, ready)
        await announce(tx, ClipReady(clip=clip.id))
    await worker_of(database).drain()
    async with database.read() as look:
        note = await note_of_clip(look, clip.id)
        assert note is not None
        assert (note.title, note.kind) == ("Rain", "video")
        assert await drafts_of(look, ana.id) == []


async def test_a_clip_that_came_to_nothing_leaves_the_draft_and_the_reason(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await start(tx, ana.id, "a.mp4", 10, ClipLimits())
        kept = await make_draft(tx, ana.id, Draft(kind="video", clip=clip.id))
        await go_when_ready(tx, ana.id, kept.id, NoteLimits())
        await record(tx, replace(clip, refused=Why("clip.empty")))
        await announce(tx, ClipRefused(clip=clip.id))
    await worker_of(database).drain()
    async with database.read() as look:
        (left,) = await drafts_of(look, ana.id)
    assert (left.refused, left.when_ready_at) == (Why("clip.empty"), None)


async def test_at_its_time_a_draft_waits_on_for_a_clip_that_is_not_ready(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await start(tx, ana.id, "a.mp4", 10, ClipLimits())
        kept = await make_draft(tx, ana.id, Draft(kind="video", clip=clip.id))
        await schedule(tx, ana.id, kept.id, tx.now + 600_000_000, NoteLimits())
    clock.advance(timedelta(minutes=10))
    await worker_of(database).drain()
    async with database.read() as look:
        (left,) = await drafts_of(look, ana.id)
        assert (await clips(look, [clip.id]))[clip.id].ready_at is None
    assert (left.publish_at, left.refused, left.when_ready_at) == (None, None, clock.now())
