"""Who is muted stands in no feed of the muter's, until it ends; and everywhere else as before."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from serai.feed import Asked, Page, chronological, following, for_you, plain, topic
from serai.graph import follow, mute, unmute
from serai.kernel import HandClock, PersonId, micros
from serai.notes import by_author, see
from serai.recommend import Engine
from serai.store import Database, Read
from tests.world import a_note, somebody


async def about_plants(tx: Read, engine: Engine, asked: Asked) -> Page:
    return await topic(tx, engine, asked, "plants")


FEEDS: list[Callable[[Read, Engine, Asked], Awaitable[Page]]] = [
    *(for_you, following, chronological, plain, about_plants)
]


async def authors(database: Database, engine: Engine, me: PersonId) -> list[set[PersonId]]:
    """Whose notes stand in each of the feeds."""
    async with database.read() as tx:
        pages = [await feed(tx, engine, Asked(viewer=me)) for feed in FEEDS]
    return [{card.note.author for card in page.shown} for page in pages]


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def test_no_feed_shows_who_is_muted_until_it_ends(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    async with database.write() as tx:
        me, loud, calm = [await somebody(tx, handle) for handle in ("me", "loud", "calm")]
        for author in (loud, calm):
            await follow(tx, me.id, author.id)
            for _ in range(12):
                note = await a_note(tx, author, topics=("plants",))
    both, one = {loud.id, calm.id}, {calm.id}
    assert await authors(database, engine, me.id) == [both] * len(FEEDS)
    async with database.write() as tx:
        await mute(tx, me.id, loud.id, tx.now + micros(timedelta(days=1)))
    assert await authors(database, engine, me.id) == [one] * len(FEEDS)
    # The muted one cannot tell: nothing changes for them, nor where their notes are asked for.
    assert await authors(database, engine, calm.id) == [{loud.id}, set(), both, both, both]
    async with database.read() as tx:
        assert (await see(tx, me.id, note.id)).id == note.id
        assert len(await by_author(tx, me.id, loud.id, None, 20)) == 12
        page = await for_you(tx, engine, Asked(viewer=me.id))
    assert "not_muted" in {dropped.rule for dropped in page.dropped}
    clock.advance(timedelta(days=1))
    assert await authors(database, engine, me.id) == [both] * len(FEEDS)


async def test_a_page_is_filled_up_in_place_of_who_is_muted(
    database: Database, engine: Engine
) -> None:
    async with database.write() as tx:
        me, loud, calm = [await somebody(tx, handle) for handle in ("me", "loud", "calm")]
        for author in (calm, loud):
            for _ in range(20):
                await a_note(tx, author)
        await mute(tx, me.id, loud.id)
    async with database.read() as tx:
        page = await chronological(tx, engine, Asked(viewer=me.id, count=10))
    assert [card.note.author for card in page.shown] == [calm.id] * 10
    async with database.write() as tx:
        await unmute(tx, me.id, loud.id)
    async with database.read() as tx:
        page = await chronological(tx, engine, Asked(viewer=me.id, count=10))
    assert [card.note.author for card in page.shown] == [loud.id] * 10
