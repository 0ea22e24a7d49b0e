from datetime import timedelta

import pytest
from msgspec.structs import replace

from serai.clips import ClipLimits, clips, start
from serai.jobs import Worker
from serai.kernel import HandClock, Refusal
from serai.notes import Draft, NoteLimits, draft_of, edit, note_of_clip, publish
from serai.store import Database
from tests.world import a_clip, a_plan, a_video, somebody

LIMITS = NoteLimits()


async def test_a_video_stands_with_the_poster_of_its_clip(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        clip = await a_clip(tx, ana.id)
        made = await a_video(tx, ana, clip)
        assert (made.kind, made.clip, made.pictures) == ("video", clip.id, (clip.poster,))
        assert await note_of_clip(tx, clip.id) == made
        again = await edit(tx, ana, made.id, draft_of(made), LIMITS)
    assert (again.clip, again.pictures) == (made.clip, made.pictures)


async def test_a_clip_that_is_missing_foreign_used_or_unfinished_is_refused(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx), await somebody(tx, "bo")
        clip = await a_clip(tx, ana.id)
        await a_video(tx, ana, clip)
        arriving = await start(tx, bo.id, "b.mp4", 100, ClipLimits())
        for who, which, code in (
            (bo, None, "note.no_clip"),
            (bo, clip.id, "note.foreign_clip"),
            (ana, clip.id, "note.clip_used"),
            (bo, arriving.id, "note.clip_not_ready"),
        ):
            with pytest.raises(Refusal, match=code):
                await publish(tx, who, Draft(kind="video", clip=which), LIMITS)


async def test_a_clip_that_its_note_lets_go_of_is_tidied_up(
    database: Database, clock: HandClock
) -> None:
    plan = a_plan()
    async with database.write() as tx:
        ana = await somebody(tx)
        old, new = await a_clip(tx, ana.id), await a_clip(tx, ana.id)
        made = await a_video(tx, ana, old)
    clock.advance(timedelta(days=8))
    await Worker(database, plan).drain()
    async with database.write() as tx:
        assert old.id in await clips(tx, [old.id])
        assert new.id not in await clips(tx, [new.id])
        newer = await a_clip(tx, ana.id)
        changed = replace(draft_of(made), clip=newer.id, pictures=())
        await edit(tx, ana, made.id, changed, LIMITS)
    clock.advance(timedelta(days=8))
    await Worker(database, plan).drain()
    async with database.read() as look:
        assert list(await clips(look, [old.id, newer.id])) == [newer.id]
