"""The page of one's own feed, the sheet under a note, and the page that is not about anybody."""

import json
import re
from typing import Any

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.entry import House
from serai.notes import Note
from serai.recommend import (
    Wishes,
    add_interest,
    avoided_of,
    export,
    interests_of,
    wishes_of,
)
from tests.conftest import Enter
from tests.web.forms import alerts, filled
from tests.world import a_note, somebody

SCRIPT = {"HX-Request": "true"}
PAGE = "/settings/feed"
CHESS = "underwater-chess"


class World(Struct):
    """A reader, an author and two notes of theirs."""

    ben: Person
    ana: Person
    fern: Note
    film: Note


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ben, ana = await somebody(tx, "ben"), await somebody(tx, "ana", name="Ana & Co")
        fern = await a_note(tx, ana, "A fern", topics=("plants", "underwater_chess"))
        film = await a_note(tx, ana, "A film", topics=("film",))
    return World(ben, ana, fern, film)


def events(answer: httpx.Response) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer.headers["hx-trigger"])
    return told


async def titles(client: httpx.AsyncClient, path: str = "/") -> set[str]:
    page = (await client.get(path)).text
    return {title for title in ("A fern", "A film") if f">{title}</h2>" in page}


async def weights(house: House, person: Person) -> dict[str, float]:
    async with house.database.read() as tx:
        return {one.topic: one.weight for one in await interests_of(tx, person.id)}


async def test_topics_are_added_by_any_name_weighed_and_dropped(
    house: House, enter: Enter, world: World
) -> None:
    async with house.database.write() as tx:
        await add_interest(tx, world.ben.id, "travel", 0.37, "archive", ("search:trains",))
    client = await enter(world.ben)
    added = await client.post(f"{PAGE}/topics/add", data={"name": "植物"})
    assert added.headers["location"] == f"{PAGE}?saved=topics#topics"
    [form] = filled(await client.get(PAGE), f"{PAGE}/topics")
    assert dict(zip(form["topic"], form["level"], strict=True)) == {"plants": "3", "travel": "1"}
    moved = {"topic": ["plants", "travel", "film"], "level": ["2", "1", "3"]}
    await client.post(f"{PAGE}/topics", data=moved)
    assert await weights(house, world.ben) == {"plants": 0.6, "travel": 0.37}
    await client.post(f"{PAGE}/topics", data=moved | {"level": ["3", "1", "3"], "drop": "travel"})
    assert await weights(house, world.ben) == {"plants": 1.0}
    await client.post(f"{PAGE}/topics", data={"topic": "plants", "level": "0"})
    assert await weights(house, world.ben) == {}


async def test_a_press_of_enter_saves_topics_and_drops_none(
    house: House, enter: Enter, world: World
) -> None:
    async with house.database.write() as tx:
        await add_interest(tx, world.ben.id, "travel")
    page = (await (await enter(world.ben)).get(PAGE)).text
    form = page.split(f'action="{PAGE}/topics"')[1].split("</form>")[0]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert "name=" not in first.group()


async def test_the_mix_is_kept_and_says_so(house: House, enter: Enter, world: World) -> None:
    client = await enter(world.ben, "zh")
    form = {"following": "0.5", "nearby": "2", "new_voices": "1.5", "place": "CN"}
    answer = await client.post(f"{PAGE}/mix", data=form | {"met_there": "true"})
    page = await client.get(answer.headers["location"])
    assert "已保存" in page.text
    [shown] = filled(page, f"{PAGE}/mix")
    assert float(shown["following"][0]) == 0.5
    assert '<option value="CN" selected>中国</option>' in page.text
    async with house.database.read() as tx:
        assert await wishes_of(tx, world.ben.id) == Wishes(
            following=0.5, nearby=2.0, new_voices=1.5, place="CN", met_there=True
        )
    await client.post(f"{PAGE}/mix", data=form)
    async with house.database.read() as tx:
        assert not (await wishes_of(tx, world.ben.id)).met_there


@pytest.mark.parametrize(("locale", "first"), [("en", "Afghanistan"), ("zh", "阿尔巴尼亚")])
async def test_places_stand_in_the_order_of_the_readers_language(
    enter: Enter, world: World, locale: str, first: str
) -> None:
    page = (await (await enter(world.ben, locale)).get(PAGE)).text
    places = re.findall(r'<option value="([A-Z]{2})">([^<]+)</option>', page)
    assert places[0][1] == first
    assert len(places) > 240
    assert {"EU", "UN", "ZZ"}.isdisjoint(code for code, _ in places)


async def test_a_filter_keeps_notes_from_the_page_until_it_is_removed(
    enter: Enter, world: World
) -> None:
    client = await enter(world.ben)
    assert await titles(client) == {"A fern", "A film"}
    await client.post(f"{PAGE}/words", data={"word": "FERN"})
    assert await titles(client) == {"A film"}
    assert "one of your filters stands in them" in (await client.get("/why")).text
    assert await titles(client, "/newest") == {"A fern", "A film"}
    [form] = filled(await client.get(PAGE), f"{PAGE}/words/remove")
    await client.post(f"{PAGE}/words/remove", data=form)
    assert await titles(client) == {"A fern", "A film"}


@pytest.mark.parametrize(
    ("to", "event", "left"),
    [
        ("/@ana/avoid", {"gone-author": {"handle": "ana"}}, set()),
        ("/topics/plants/avoid", {"gone-topic": {"topic": "plants"}}, {"A film"}),
        (
            "/topics/underwater-chess/avoid",
            {"gone-topic": {"topic": "underwater-chess"}},
            {"A film"},
        ),
    ],
)
async def test_what_is_avoided_leaves_the_feed_and_comes_back_by_its_undo(
    enter: Enter, world: World, to: str, event: dict[str, Any], left: set[str]
) -> None:
    client = await enter(world.ben)
    answer = await client.post(to, headers=SCRIPT)
    said = events(answer)
    assert event.items() <= said.items()
    assert await titles(client) == left
    assert (await client.post(said["said"]["undo"], headers=SCRIPT)).status_code == 204
    assert await titles(client) == {"A fern", "A film"}
    told = await client.post(to)
    assert filled(told, said["said"]["undo"]), "without scripts the way back is a form"
    [way] = re.findall(r'formaction="([^"]+)"', told.text)
    undone = await client.post(way, headers={"referer": f"http://serai.test{to}"})
    assert (await client.get(undone.headers["location"])).status_code == 200
    await client.post(to)
    page = await client.get(PAGE)
    taken = await client.post(f"{said['said']['undo']}?settings")
    assert filled(page, f"{said['said']['undo']}?settings")
    assert taken.headers["location"] == f"{PAGE}?saved=avoided#avoided"
    assert await titles(client) == {"A fern", "A film"}


async def test_the_sheet_names_the_author_and_each_topic_once_and_rightly(
    enter: Enter, world: World
) -> None:
    client, author = await enter(world.ben), await enter(world.ana)
    sheet = await client.get(f"/notes/{world.fern.id}/less", headers=SCRIPT)
    assert "<html" not in sheet.text
    for words in ("All notes by Ana &amp; Co", "Plants &amp; gardens", "#underwater-chess"):
        assert words in sheet.text
    assert filled(sheet, "/topics/underwater-chess/avoid")
    own = await author.get(f"/notes/{world.fern.id}/less")
    assert "<html" in own.text
    assert (filled(own, "/@ana/avoid"), filled(own, "/topics/plants/avoid")) == ([], [{}])
    zh = await (await enter(world.ben, "zh")).get(f"/notes/{world.fern.id}/less")
    assert "想少看什么？" in zh.text


async def test_a_stranger_is_asked_in_and_an_odd_topic_is_not_there(
    enter: Enter, world: World
) -> None:
    stranger, client = await enter(), await enter(world.ben)
    for to in ("/@ana/avoid", "/topics/plants/avoid"):
        assert (await stranger.post(to)).headers["location"].startswith("/join?")
    assert (await stranger.get(PAGE)).status_code == 401
    for to in ("mix", "words", "topics", "topics/add", "pause", "anew"):
        assert (await stranger.post(f"{PAGE}/{to}", data={"paused": "true"})).status_code == 401
    for to in ("/topics/%20/avoid", "/topics/a%26b/avoid", "/@nobody/avoid", "/notes/7/less"):
        method = "GET" if to.endswith("less") else "POST"
        assert (await client.request(method, to)).status_code == 404
    mine = await client.post("/@ben/avoid")
    assert (mine.status_code, 'data-code="wish.yourself"' in mine.text) == (409, True)


async def test_learning_is_paused_resumed_and_begun_anew(
    house: House, enter: Enter, world: World
) -> None:
    async with house.database.write() as tx:
        await add_interest(tx, world.ben.id, "travel")
    client = await enter(world.ben)
    for paused in ("true", "false"):
        await client.post(f"{PAGE}/pause", data={"paused": paused})
        assert ("Learn again" in (await client.get(PAGE)).text) == (paused == "true")
    form = {"content-type": "application/x-www-form-urlencoded"}
    await client.post(f"{PAGE}/anew", content=b"", headers=form)
    assert await weights(house, world.ben) == {"travel": 1.0}
    answer = await client.post(f"{PAGE}/anew", data={"forget": "true"})
    assert "Done" in (await client.get(answer.headers["location"])).text
    assert await weights(house, world.ben) == {}
    async with house.database.read() as tx:
        kinds = [row.kind for row in (await export(tx, world.ben.id)).signals]
    assert [kind for kind in kinds if kind in {"paused", "resumed", "refreshed"}] == [
        "paused",
        "resumed",
        "refreshed",
        "refreshed",
    ]


async def test_a_browser_remembers_a_page_that_is_not_about_anybody(
    enter: Enter, world: World
) -> None:
    client, elsewhere = await enter(world.ben), await enter(world.ben)
    await client.post(f"{PAGE}/words", data={"word": "fern"})
    await client.post("/@ana/avoid")
    assert await titles(client) == set()
    chosen = await client.post(f"{PAGE}/mode", data={"mode": "plain"})
    assert chosen.headers["location"] == "/"
    page = (await client.get("/")).text
    assert await titles(client) == {"A fern", "A film"}
    assert "Nothing about you bears on this page" in page
    assert 'href="/" aria-current="page">For everyone' in page
    assert "drawn without you" in (await client.get("/why")).text
    assert await titles(elsewhere) == set(), "the other browser goes on as it was"
    more = await client.get("/following")
    assert '<button name="mode" value="for_you">' in more.text
    back = await client.post(f"{PAGE}/mode", data={"mode": "for_you", "settings": "true"})
    assert back.headers["location"] == f"{PAGE}?saved=mode#mode"
    assert await titles(client) == set()


@pytest.mark.usefixtures("world")
async def test_a_strangers_page_has_nothing_to_switch(enter: Enter) -> None:
    stranger = await enter()
    stranger.cookies.set("serai_feed", "plain")
    page = (await stranger.get("/")).text
    assert "For everyone" not in page
    assert "A fern" in page


async def test_a_topic_that_is_avoided_and_chosen_says_that_it_rests(
    house: House, enter: Enter, world: World
) -> None:
    client = await enter(world.ben)
    await client.post(f"{PAGE}/topics/add", data={"name": "plants"})
    await client.post("/topics/plants/avoid")
    assert "Rests, since you avoid it below." in (await client.get(PAGE)).text
    await client.post(f"{PAGE}/topics/add", data={"name": "plants"})
    async with house.database.read() as tx:
        assert (await avoided_of(tx, world.ben.id)).topics == ()
    assert alerts(await client.get(PAGE)) == []
