"""Near is who let their notes be met at a place, and what is about it; a language is no place."""

from serai.feed import Asked, nearby
from serai.graph import block
from serai.kernel import PersonId
from serai.recommend import Engine, Wishes, wish
from serai.store import Database
from tests.world import a_note, somebody


async def shown(
    database: Database, place: str, *, topics: tuple[str, ...] = (), me: PersonId | None = None
) -> set[str]:
    asked = Asked(viewer=me, place=place, topics=topics, languages=("en",))
    async with database.read() as tx:
        page = await nearby(tx, Engine(), asked)
    return {card.note.title for card in page.shown}


async def test_near_is_what_may_be_met_there_or_is_about_it(database: Database) -> None:
    async with database.write() as tx:
        here, shy, there = [await somebody(tx, handle) for handle in ("here", "shy", "there")]
        await wish(tx, here.id, Wishes(place="PT", met_there=True))
        await wish(tx, shy.id, Wishes(place="PT"))
        await wish(tx, there.id, Wishes(place="CN", met_there=True))
        await a_note(tx, here, "from Lisbon")
        await a_note(tx, here, "for me", audience="me")
        await a_note(tx, shy, "not to be met there")
        await a_note(tx, there, "about Lisbon", topics=("portugal",))
        await a_note(tx, there, "from Hangzhou")
        await block(tx, here.id, shy.id)
    assert await shown(database, "PT") == {"from Lisbon"}
    assert await shown(database, "PT", topics=("portugal",)) == {"from Lisbon", "about Lisbon"}
    assert await shown(database, "CN") == {"from Hangzhou", "about Lisbon"}
    assert await shown(database, "PT", me=shy.id) == set()
    assert await shown(database, "JP") == set()
    assert await shown(database, "") == set()


async def test_the_reason_says_so(database: Database) -> None:
    async with database.write() as tx:
        here = await somebody(tx, "here")
        await wish(tx, here.id, Wishes(place="PT", met_there=True))
        await a_note(tx, here)
    async with database.read() as tx:
        page = await nearby(tx, Engine(), Asked(place="PT"))
    assert [card.reason.code for card in page.shown if card.reason] == ["nearby"]
