import pytest
from sqlalchemy import select

from serai.kernel import NoteId, Refusal
from serai.notes import Draft, NoteLimits, draft_of, edit, publish, restore, withdraw
from serai.recommend import OwnPost, keep_own_posts, origin_of
from serai.recommend._tables import signal
from serai.store import Database, statement
from tests.world import a_note, a_picture, somebody

LIMITS = NoteLimits()
OLD = OwnPost("tiktok:7003", 3_000, "三天慢火车")
KINDS = statement(select(signal.c.kind, signal.c.note).order_by(signal.c.seq), lambda *row: row)


async def test_a_note_that_was_a_post_before_is_offered_and_then_claimed(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        await keep_own_posts(tx, ana.id, [OLD])
        draft = Draft(pictures=(await a_picture(tx, ana.id),), origin=OLD.outside)
        note = await publish(tx, ana, draft, LIMITS)
        assert await tx.all(KINDS) == [("offered", note.id), ("claimed", note.id)]


async def test_a_note_with_a_post_of_somebody_else_is_not_published(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        await keep_own_posts(tx, bo.id, [OLD])
        picture = await a_picture(tx, ana.id)
    with pytest.raises(Refusal, match=r"recommend\.not_your_post"):
        async with database.write() as tx:
            await publish(tx, ana, Draft(pictures=(picture,), origin=OLD.outside), LIMITS)
    async with database.write() as tx:
        assert await tx.all(KINDS) == []
        await publish(tx, ana, Draft(pictures=(picture,)), LIMITS)


async def origin(database: Database, note: NoteId) -> str | None:
    async with database.read() as tx:
        found = await origin_of(tx, note)
    return found.outside if found else None


async def test_an_edit_may_say_so_later_and_what_was_said_stays(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        await keep_own_posts(tx, ana.id, [OLD])
        note = await a_note(tx, ana)
    assert await origin(database, note.id) is None
    for said in (OLD.outside, None, OLD.outside):
        draft = Draft(title="Anew", pictures=note.pictures, origin=said)
        async with database.write() as tx:
            edited = await edit(tx, ana, note.id, draft, LIMITS)
        assert await origin(database, note.id) == OLD.outside
        assert draft_of(edited).origin is None


async def test_a_withdrawn_note_keeps_its_post_for_when_it_is_restored(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        await keep_own_posts(tx, ana.id, [OLD])
        draft = Draft(pictures=(await a_picture(tx, ana.id),), origin=OLD.outside)
        note = await publish(tx, ana, draft, LIMITS)
        await withdraw(tx, ana.id, note.id)
        second = Draft(pictures=(await a_picture(tx, ana.id),), origin=OLD.outside)
    with pytest.raises(Refusal, match=r"recommend\.already_claimed"):
        async with database.write() as tx:
            await publish(tx, ana, second, LIMITS)
    async with database.write() as tx:
        await restore(tx, ana.id, note.id)
    assert await origin(database, note.id) == OLD.outside
