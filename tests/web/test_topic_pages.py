"""Pages of topics: followed and taken back, in three orders, muted for a time, near and rising."""

import re
from datetime import timedelta

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.entry import House
from serai.hot import searched
from serai.kernel import HandClock, micros
from serai.notes import like
from serai.recommend import add_interest, follows_topic, hushes_of, interests_of, wishes_of
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SCRIPT = {"HX-Request": "true"}


class World(Struct):
    ana: Person
    bo: Person


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        old = await a_note(tx, bo, "older, liked", topics=("glazing", "slipware"))
        await a_note(tx, bo, "newer", topics=("glazing", "slipware"))
        await like(tx, ana.id, old.id)
        return World(ana, bo)


def titles(answer: httpx.Response) -> list[str]:
    return re.findall(r'<h2 class="title[^>]*>([^<]+)</h2>', re.sub("</?mark>", "", answer.text))


async def test_a_topic_is_followed_as_an_interest_and_comes_back_as_it_was(
    house: House, world: World, enter: Enter
) -> None:
    client, me = await enter(world.ana), world.ana.id
    page = (await client.get("/topics/glazing")).text
    assert "2 notes" in page
    assert "0 people follow" in page
    assert 'href="/topics/slipware"' in page
    async with house.database.write() as tx:
        await add_interest(tx, me, "glazing", 0.3, "archive", ("search:kiln",))
    assert "1 person follows" in (await client.get("/topics/glazing")).text
    assert 'href="/topics/glazing"' in (await client.get("/")).text  # among the channels
    answer = await client.post("/topics/glazing/unfollow", headers=SCRIPT)
    assert 'action="/topics/glazing/follow"' in answer.text
    assert "/topics/glazing/follow" in answer.headers["hx-trigger"]
    async with house.database.read() as tx:
        assert not await follows_topic(tx, me, "glazing")
    answer = await client.post("/topics/Glazing/follow", headers=SCRIPT)
    assert 'action="/topics/glazing/unfollow"' in answer.text
    async with house.database.read() as tx:
        [back] = await interests_of(tx, me)
    assert (back.weight, back.source, back.evidence) == (0.3, "archive", ("search:kiln",))
    without = await client.post("/topics/glazing/unfollow")
    assert 'formaction="/topics/glazing/follow?told"' in without.text


@pytest.mark.usefixtures("world")
async def test_a_stranger_is_asked_in_and_then_follows(enter: Enter) -> None:
    asked = await (await enter(None)).post("/topics/glazing/follow")
    assert "act=follow-topic%3Aglazing" in asked.headers["location"]


async def test_its_notes_stand_in_three_orders_page_by_page(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    assert titles(await client.get("/topics/glazing?order=newest")) == ["newer", "older, liked"]
    assert titles(await client.get("/topics/glazing?order=liked")) == ["older, liked", "newer"]
    assert set(titles(await client.get("/topics/glazing"))) == {"newer", "older, liked"}
    feed = "/api/serai/v1/feeds/topic_liked:glazing?limit=1"
    first = (await client.get(feed)).json()
    second = (await client.get(f"{feed}&after={first['next']}")).json()
    third = (await client.get(f"{feed}&after={second['next']}")).json()
    both = [page["cards"][0]["note"]["title"] for page in (first, second)]
    assert (both, third["cards"]) == (["older, liked", "newer"], [])


async def test_an_empty_topic_leads_to_the_first_note(world: World, enter: Enter) -> None:
    page = await (await enter(world.ana)).get("/topics/quokka")
    assert 'href="/publish?topic=quokka"' in page.text


async def test_a_topic_is_muted_for_a_week_and_is_listed_with_its_end(
    house: House, world: World, clock: HandClock, enter: Enter
) -> None:
    client = await enter(world.ana)
    assert "newer" in titles(await client.get("/newest"))
    answer = await client.post("/topics/glazing/mute", data={"length": "week"}, headers=SCRIPT)
    assert "/topics/glazing/unmute" in answer.headers["hx-trigger"]
    async with house.database.read() as tx:
        [hushed] = await hushes_of(tx, world.ana.id)
    assert hushed.until == clock.now() + micros(timedelta(weeks=1))
    assert titles(await client.get("/newest")) == []
    assert "in 1 week" in (await client.get("/topics/glazing")).text
    listed = (await client.get("/settings/feed")).text
    assert 'action="/topics/glazing/unmute?settings"' in listed
    assert "in 1 week" in listed
    clock.advance(timedelta(weeks=1))
    assert "newer" in titles(await client.get("/newest"))
    assert "unmute" not in (await client.get("/settings/feed")).text
    bad = await client.post("/topics/glazing/mute", data={"length": "century"})
    assert bad.status_code == 422


async def test_a_word_is_muted_for_a_day_or_for_good(
    house: House, world: World, clock: HandClock, enter: Enter
) -> None:
    client, form = await enter(world.ana), "/settings/feed/words"
    await client.post(form, data={"word": "Newer", "length": "day"})
    assert titles(await client.get("/newest")) == ["older, liked"]
    assert titles(await client.get("/search?q=newer")) == ["newer"]  # whoever asks wants to see it
    await client.post(f"{form}/remove", data={"word": "newer"})
    assert len(titles(await client.get("/newest"))) == 2
    await client.post(form, data={"word": "kiln", "length": "good"})
    clock.advance(timedelta(days=400))
    async with house.database.read() as tx:
        assert (await wishes_of(tx, world.ana.id)).words == ("kiln",)


async def test_what_rises_is_shown_with_its_numbers_but_not_what_is_muted(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    assert "Nothing rises today" in (await client.get("/hot")).text
    for number in range(5):
        async with house.database.write() as tx:
            one = await somebody(tx, f"p{number}")
            await a_note(tx, one, topics=("glazing",))
        await (await enter(one)).get("/search?q=Glaze%20recipes")
    await (await enter(None)).get("/search?q=strangers%20search")
    async with house.database.write() as tx:
        await searched(tx, house.hot.take())
    await house.hot.count(house.database)
    page = (await client.get("/hot")).text
    assert "now 7, usually 0, so ×2.4" in page
    assert 'href="/search?q=glaze+recipes"' in page
    assert "strangers" not in page
    called = (await client.get("/api/serai/v1/hot")).json()
    assert [row["what"] for row in called["searches"]] == ["glaze recipes"]
    await client.post("/topics/glazing/mute", data={"length": "day"})
    assert 'href="/topics/glazing"' not in (await client.get("/hot")).text.partition("<main")[2]


async def test_near_is_chosen_on_its_own_page_and_kept_nowhere_for_strangers(
    house: House, world: World, enter: Enter
) -> None:
    client, stranger = await enter(world.ana), await enter(None)
    assert "Nowhere is near yet" in (await client.get("/nearby")).text
    await client.post("/nearby", data={"place": "PT", "met_there": "true"})
    async with house.database.write() as tx:
        kept = await wishes_of(tx, world.ana.id)
        await a_note(tx, world.ana, "from Lisbon")
    assert (kept.place, kept.met_there) == ("PT", True)
    assert titles(await client.get("/nearby")) == ["from Lisbon"]
    assert titles(await stranger.get("/nearby?place=PT")) == ["from Lisbon"]
    assert titles(await stranger.get("/nearby?place=QQ")) == []
    assert "Nowhere is near yet" in (await stranger.get("/nearby")).text
