"""Near is who let their notes be met at a place, and what is about it; a language is no place."""

from msgspec.structs import replace

from serai.accounts import Person
from serai.feed import Asked, nearby
from serai.graph import block
from serai.kernel import PersonId
from serai.notes import Audience, Draft, Note, NoteLimits, draft_of, edit, publish
from serai.recommend import Engine, Wishes, wish
from serai.store import Database, Write
from tests.world import a_note, a_picture, somebody


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


async def placed(tx: Write, author: Person, title: str, place: str, audience: Audience) -> Note:
    shown = (await a_picture(tx, author.id),)
    draft = Draft(title=title, place=place, pictures=shown, audience=audience)
    return await publish(tx, author, draft, NoteLimits())


async def near(database: Database, place: str, me: PersonId | None = None) -> dict[str, str]:
    """The titles of what is near, and the reason of each."""
    async with database.read() as tx:
        page = await nearby(tx, Engine(), Asked(viewer=me, place=place))
    for card in page.shown:
        assert abs(sum(part.amount for part in card.parts) - card.score) < 1e-6
    return {card.note.title: card.reason.code if card.reason else "" for card in page.shown}


async def test_a_note_is_near_where_it_plays_wherever_its_author_lives(
    database: Database,
) -> None:
    async with database.write() as tx:
        afar, local = await somebody(tx, "afar"), await somebody(tx, "local")
        await wish(tx, afar.id, Wishes(place="CN", met_there=True))
        await wish(tx, local.id, Wishes(place="JP", met_there=True))
        kyoto = await placed(tx, afar, "In Gion", "京都，祇园", "everyone")
        await placed(tx, afar, "For friends", "Kyoto", "followers")
        await placed(tx, afar, "At home", "my kitchen", "everyone")
        await placed(tx, local, "Away", "Paris", "everyone")
        await placed(tx, local, "Tea", "", "everyone")
    assert await near(database, "JP") == {"In Gion": "plays_nearby", "Tea": "nearby"}
    assert await near(database, "FR") == {"Away": "plays_nearby"}
    assert await near(database, "CN") == {"At home": "nearby"}
    async with database.write() as tx:
        await edit(tx, afar, kyoto.id, replace(draft_of(kyoto), place="Hangzhou"), NoteLimits())
        await block(tx, local.id, afar.id)
    assert await near(database, "JP") == {"Tea": "nearby"}
    assert set(await near(database, "CN")) == {"At home", "In Gion"}
    assert await near(database, "CN", local.id) == {}
