"""A picture said under a note: alone or with words, and gone a week after it was taken back."""

from datetime import timedelta

import pytest

from serai.accounts import Person
from serai.comments import (
    Comment,
    Sent,
    draw_circle,
    restore,
    thread,
    withdraw,
    write,
    write_with_picture,
)
from serai.jobs import Plan, Worker
from serai.kernel import HandClock, PictureId, Refusal
from serai.media import (
    FORGET_WORK,
    SETTLED,
    TIDY_WORK,
    MemoryBlobs,
    Prepared,
    Variant,
    forget_work,
    pictures,
    receive,
    tidy_work,
)
from serai.notes import Note, NoteLimits
from serai.plan import is_shown
from serai.store import Database, Read
from tests.world import a_note, a_picture, somebody

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


async def told(database: Database, text: str = "") -> tuple[Person, Note, Comment]:
    """Bo shows a picture under a note of Ana's."""
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
        shown = await a_picture(tx, bo.id)
        return bo, note, await write_with_picture(tx, bo, note.id, Sent(shown, text))


def worker(database: Database, blobs: MemoryBlobs) -> Worker:
    work = {TIDY_WORK: tidy_work(is_shown), FORGET_WORK: forget_work(blobs)}
    return Worker(database, Plan({}, work))


async def is_there(look: Read, picture: PictureId | None) -> bool:
    return picture is not None and bool(await pictures(look, [picture]))


async def test_a_picture_says_enough_and_nothing_says_nothing(database: Database) -> None:
    bo, note, said = await told(database)
    async with database.write() as tx:
        [shown] = await thread(tx, None, note.id, None, 9)
        assert (shown.comment.text, shown.comment.picture) == ("", said.picture)
        assert shown.comment.language == "und"
        answer = Sent(await a_picture(tx, bo.id), " \n ", said.id)
        assert (await write_with_picture(tx, bo, note.id, answer)).root == said.id
        with pytest.raises(Refusal, match=r"comment\.empty"):
            await write(tx, bo, note.id, " \n ")


async def test_a_picture_is_no_way_around_the_rules(database: Database) -> None:
    bo, note, said = await told(database)
    assert said.picture is not None
    async with database.write() as tx:
        mine = await a_picture(tx, bo.id)
        for picture, code in (
            (said.picture, "comment.picture_used"),
            (note.pictures[0], "media.not_found"),
        ):
            with pytest.raises(Refusal, match=code):
                await write_with_picture(tx, bo, note.id, Sent(picture))
        with pytest.raises(Refusal, match=r"comment\.too_long"):
            await write_with_picture(tx, bo, note.id, Sent(mine, "four"), NoteLimits(comment=3))
        await draw_circle(tx, note.author, note.id, "nobody")
        with pytest.raises(Refusal, match=r"comment\.closed"):
            await write_with_picture(tx, bo, note.id, Sent(mine))


async def test_a_picture_taken_back_is_kept_for_a_week_and_then_its_files_are_deleted(
    database: Database, clock: HandClock
) -> None:
    blobs = MemoryBlobs(clock)
    work = worker(database, blobs)
    file = await blobs.put(b"a cut", ".webp")
    async with database.write() as tx:
        bo = await somebody(tx)
        note = await a_note(tx, bo)
        cut = Prepared("photo", 3, 4, "data:,", (Variant("full", "webp", 3, 4, file),))
        picture = (await receive(tx, bo.id, cut, "")).id
        said = await write_with_picture(tx, bo, note.id, Sent(picture))
        await withdraw(tx, bo.id, said.id)
    clock.advance(WEEK - HOUR)
    await work.drain()
    async with database.write() as tx:
        await restore(tx, bo.id, said.id)
        await withdraw(tx, bo.id, said.id)
    clock.advance(WEEK - HOUR)  # nearly two weeks after the first time
    await work.drain()
    async with database.read() as look:
        assert await is_there(look, said.picture), "its undo time began anew"
    assert await blobs.get(file) is not None
    for passed in (HOUR, SETTLED):
        clock.advance(passed)
        await work.drain()
    async with database.read() as look:
        assert not await is_there(look, said.picture)
        assert await thread(look, bo.id, note.id, None, 9) == []
    assert not await blobs.exists(file)
    async with database.write() as tx:
        with pytest.raises(Refusal, match=r"comment\.picture_gone"):
            await restore(tx, bo.id, said.id)


async def test_words_come_back_without_a_picture_that_is_gone(
    database: Database, clock: HandClock
) -> None:
    bo, _, said = await told(database, "look at this")
    async with database.write() as tx:
        await withdraw(tx, bo.id, said.id)
    clock.advance(WEEK)
    await worker(database, MemoryBlobs()).drain()
    async with database.write() as tx:
        assert not await is_there(tx, said.picture)
        assert (await restore(tx, bo.id, said.id)).text == "look at this"


async def test_a_picture_that_stands_is_kept(database: Database, clock: HandClock) -> None:
    bo, _, said = await told(database)
    async with database.write() as tx:
        await withdraw(tx, bo.id, said.id)
        await restore(tx, bo.id, said.id)
    clock.advance(2 * WEEK)
    await worker(database, MemoryBlobs()).drain()
    async with database.read() as look:
        assert await is_there(look, said.picture)
