"""A draft goes out by itself: at its time, once, or it stays and says why."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from serai.accounts import Person
from serai.jobs._tables import job
from serai.kernel import HandClock, PersonId, Refusal
from serai.media import discard, pictures
from serai.notes import (
    Draft,
    NoteLimits,
    by_author,
)
from serai.notes.drafts import (
    KeptDraft,
    count_drafts,
    drafts_of,
    make_draft,
    schedule,
    unschedule,
)
from serai.notes.drafts.schedule import PUBLISH_WORK
from serai.store import Database, Write, statement
from tests.notes.working import worker
from tests.world import a_note, a_picture, a_plan, somebody

LIMITS = NoteLimits()
MINUTE = 60_000_000
ASKED = statement(select(job.c.body).where(job.c.name == PUBLISH_WORK), str)
WORDS = Draft(kind="text", title="Later", cover_words="in the evening", cover_style="rose")


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def planned(tx: Write, author: Person, content: Draft, ahead: int = 60) -> KeptDraft:
    kept = await make_draft(tx, author.id, content)
    return await schedule(tx, author.id, kept.id, tx.now + ahead * MINUTE, LIMITS)


async def test_a_draft_goes_out_at_its_time_once(database: Database, clock: HandClock) -> None:
    work = worker(database)
    async with database.write() as tx:
        ana = await somebody(tx)
        shown = await a_picture(tx, ana.id)
        kept = await make_draft(tx, ana.id, Draft(title="Photo", pictures=(shown,)), ["a cup"])
        await schedule(tx, ana.id, kept.id, tx.now + 60 * MINUTE, LIMITS)
        await planned(tx, ana, WORDS)
    clock.advance(timedelta(minutes=59))
    await work.drain()
    async with database.read() as look:
        assert await by_author(look, None, ana.id, None, 5) == []
    clock.advance(timedelta(minutes=1))
    await work.drain()
    clock.advance(timedelta(days=1))
    await work.drain()
    async with database.read() as look:
        notes = {note.title: note for note in await by_author(look, None, ana.id, None, 5)}
        assert set(notes) == {"Photo", "Later"}
        assert notes["Later"].cover_style == "rose"
        assert (await pictures(look, [shown]))[shown].alt == "a cup"
        assert await drafts_of(look, ana.id) == []


async def test_work_that_died_after_the_note_was_out_publishes_nothing_again(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        await planned(tx, ana, WORDS)
        await planned(tx, ana, WORDS)
    clock.advance(timedelta(hours=1))
    plan = a_plan()
    go_out = plan.work["notes.publish_draft"]
    async with database.read() as look:
        asked = await look.all(ASKED)
    for body in asked * 2:
        await go_out(database, body.encode())
    async with database.read() as look:
        assert len(await by_author(look, None, ana.id, None, 5)) == 2


async def test_a_time_taken_back_or_put_off_is_no_time(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        back, off = await planned(tx, ana, WORDS), await planned(tx, ana, WORDS)
        assert (await unschedule(tx, ana.id, back.id)).publish_at is None
        await schedule(tx, ana.id, off.id, tx.now + 120 * MINUTE, LIMITS)
    clock.advance(timedelta(minutes=61))
    work = worker(database)
    await work.drain()
    async with database.read() as look:
        assert await count_drafts(look, ana.id) == 2
        still = {one.id: one.content.meant_for for one in await drafts_of(look, ana.id)}
        assert still == {back.id: back.publish_at, off.id: None}
    clock.advance(timedelta(minutes=60))
    await work.drain()
    async with database.read() as look:
        assert [one.id for one in await drafts_of(look, ana.id)] == [back.id]


async def test_what_cannot_go_out_stays_a_draft_and_says_why(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        shown = await a_picture(tx, ana.id)
        kept = await planned(tx, ana, Draft(pictures=(shown,)))
        await discard(tx, ana.id, shown)
    clock.advance(timedelta(hours=1))
    await worker(database).drain()
    async with database.read() as look:
        [left] = await drafts_of(look, ana.id)
        assert left.id == kept.id
        assert left.publish_at is None
        assert left.refused is not None
        assert left.refused.code == "note.foreign_picture"
        assert await by_author(look, ana.id, ana.id, None, 5) == []


async def test_a_time_is_minutes_to_months_ahead_and_the_draft_could_go_out_now(
    tx: Write,
) -> None:
    ana = await somebody(tx)
    good = await make_draft(tx, ana.id, WORDS)
    used = (await a_note(tx, ana)).pictures
    bare, twice = (
        await make_draft(tx, ana.id, Draft()),
        await make_draft(tx, ana.id, Draft(pictures=used)),
    )
    for kept, ahead, code in (
        (good, 4, "draft.too_soon"),
        (good, -9, "draft.too_soon"),
        (good, 91 * 24 * 60, "draft.too_late"),
        (bare, 60, "note.no_pictures"),
        (twice, 60, "note.picture_used"),
    ):
        with pytest.raises(Refusal) as no:
            await schedule(tx, ana.id, kept.id, tx.now + ahead * MINUTE, LIMITS)
        assert no.value.code == code


async def test_nobody_who_is_gone_publishes(database: Database, clock: HandClock) -> None:
    async with database.write() as tx:
        ghost = PersonId(77)
        kept = await make_draft(tx, ghost, WORDS)
        await schedule(tx, ghost, kept.id, tx.now + 60 * MINUTE, LIMITS)
    clock.advance(timedelta(hours=1))
    await worker(database).drain()
    async with database.read() as look:
        assert await by_author(look, ghost, ghost, None, 5) == []
