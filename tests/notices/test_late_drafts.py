"""A draft that could not go out at its time: its author hears of it, and finds it again."""

from datetime import timedelta

import pytest

from serai.accounts import Person
from serai.events import DraftRefused
from serai.kernel import HandClock
from serai.media import discard
from serai.notes import Draft, NoteLimits
from serai.notes.drafts import (
    KeptDraft,
    delete_draft,
    make_draft,
    restore_draft,
    schedule,
    unschedule,
)
from serai.notices import hear as hear_notices
from serai.notices import switch
from serai.notices.on_draft import on_draft_refused
from serai.store import Database
from tests.notes.working import worker
from tests.notices.hearing import again, looks, new, told
from tests.world import a_picture, somebody


async def too_late(database: Database, clock: HandClock, person: Person) -> KeptDraft:
    """A draft of `person`'s whose picture is gone when its time comes."""
    async with database.write() as tx:
        shown = await a_picture(tx, person.id)
        content = Draft(title="Lanterns", pictures=(shown,))
        kept = await make_draft(tx, person.id, content)
        await schedule(tx, person.id, kept.id, tx.now + 3_600_000_000, NoteLimits())
        await discard(tx, person.id, shown)
    await its_time_comes(database, clock)
    return kept


async def its_time_comes(database: Database, clock: HandClock) -> None:
    clock.advance(timedelta(hours=1))
    await worker(database).drain()


async def person(database: Database, handle: str = "ana") -> Person:
    async with database.write() as tx:
        return await somebody(tx, handle)


async def test_the_author_hears_of_it_and_finds_the_draft(
    database: Database, clock: HandClock
) -> None:
    ana, bo = await person(database), await person(database, "bo")
    kept = await too_late(database, clock, ana)
    [one] = await told(database, ana.id, "own")
    assert (one.kind, one.note, one.draft, one.unread) == ("draft", None, kept.id, True)
    assert await told(database, bo.id) == []
    async with database.read() as tx:
        [heard] = await hear_notices(tx, ana.id, "all", None, 9)
    assert heard.draft is not None
    assert heard.draft.heading == "Lanterns"
    assert heard.draft.refused is not None
    assert heard.draft.refused.code == "note.foreign_picture"


async def test_each_time_it_fails_is_told_once(database: Database, clock: HandClock) -> None:
    ana = await person(database)
    kept = await too_late(database, clock, ana)
    first = DraftRefused(draft=kept.id, owner=ana.id, at=clock.now())
    await again(database, on_draft_refused, first)
    assert await new(database, ana.id) == 1
    await looks(database, ana.id)
    async with database.write() as tx:
        gone = await a_picture(tx, ana.id)
        other = await make_draft(tx, ana.id, Draft(title="Others", pictures=(gone,)))
        await schedule(tx, ana.id, other.id, tx.now + 3_600_000_000, NoteLimits())
        await discard(tx, ana.id, gone)
    await its_time_comes(database, clock)
    assert await new(database, ana.id) == 1
    assert [one.draft for one in await told(database, ana.id)] == [other.id, kept.id]


async def test_it_is_told_while_the_draft_is_there(database: Database, clock: HandClock) -> None:
    ana = await person(database)
    kept = await too_late(database, clock, ana)
    async with database.write() as tx:
        await delete_draft(tx, ana.id, kept.id)
    assert await told(database, ana.id) == []
    assert await new(database, ana.id) == 0
    async with database.write() as tx:
        await restore_draft(tx, ana.id, kept.id)
    assert [one.draft for one in await told(database, ana.id)] == [kept.id]


async def test_who_does_not_wish_to_hear_of_it_does_not(
    database: Database, clock: HandClock
) -> None:
    ana = await person(database)
    async with database.write() as tx:
        await switch(tx, ana.id, "draft", on=False)
    await too_late(database, clock, ana)
    assert await told(database, ana.id) == []


@pytest.mark.parametrize("taken_back", [True, False])
async def test_what_goes_out_or_is_taken_back_tells_nothing(
    database: Database, clock: HandClock, *, taken_back: bool
) -> None:
    ana = await person(database)
    async with database.write() as tx:
        words = Draft(kind="text", cover_words="tea", cover_style="rose")
        kept = await make_draft(tx, ana.id, words)
        await schedule(tx, ana.id, kept.id, tx.now + 3_600_000_000, NoteLimits())
        if taken_back:
            await unschedule(tx, ana.id, kept.id)
    await its_time_comes(database, clock)
    assert await told(database, ana.id) == []
