"""The pages of search: tabs, orders, filters, suggestions, one's own history, and odd questions."""

import re
from datetime import timedelta
from html import unescape
from typing import Final

import pytest

from serai.accounts import Person
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import Note
from serai.search import index_person
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("note"),
]

ODD: Final = {
    "ten thousand letters": "a" * 10_000,
    "thousands of characters": "咖啡" * 2_500,
    "many words": "a b c d e " * 2_000,
    "emoji": "🍜🦊☕️👩‍👩‍👧",
    "control": "\x01\x02\x7f\x00",
    "quotes": "\"'`”",
    "near": 'NEAR("tea" "pot", 3)',
    "stars": "*** tea*",
    "columns": "words : tea",
    "tsquery": "tea & !pot | (cup <-> 'x':*)",
    "caret": "^tea + pot",
    "braces": "{words title}: tea",
    "override": "\u202eaet\u202c",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "percent": "%_%",
    "slashes": "\\\\ // --",
    "html": "<script>alert(1)</script>",
    "topic": "#",
    "handle": "@",
    "both": "#@",
    "spaces": " \t\n ",
}


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        made = await somebody(tx, "ana", name="Ana Tea")
        await index_person(tx, made.id, made.handle, made.name)
    return made


@pytest.fixture
async def note(house: House, ana: Person) -> Note:
    async with house.database.write() as tx:
        return await a_note(
            tx, ana, "Green tea", "First water, then tea & leaves", topics=("leafy",)
        )


@pytest.mark.parametrize("name", ODD)
async def test_no_question_is_too_odd(enter: Enter, ana: Person, name: str) -> None:
    for client in (await enter(ana), await enter(None, "zh")):
        for tab in ("notes", "people", "topics"):
            for order in ("best", "newest", "liked", "collected"):
                asked = {"q": ODD[name], "tab": tab, "order": order, "place": ODD[name][:60]}
                answer = await client.get("/search", params=asked)
                assert answer.status_code == 200, (tab, order)
                assert "<script>alert" not in answer.text
        assert (await client.get("/search/suggest", params={"q": ODD[name]})).status_code == 200
        answer = await client.get("/api/serai/v1/search/notes", params={"q": ODD[name][:4000]})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "q=%FF%FE&tab=%FF",
        "q=tea&tab=cakes&order=worst&kind=film&since=never&met=1",
        "q=tea&after=-1",
        "q=tea&after=99999999999999999999999",
        "q=tea&after=9223372036854775807&order=liked",
        "q=tea&after=%00",
        "q=tea&q=pot",
        "q=%ED%A0%80",
    ],
)
async def test_no_address_is_too_odd(enter: Enter, query: str) -> None:
    client = await enter(None)
    for headers in ({}, {"hx-request": "true"}):
        assert (await client.get(f"/search?{query}", headers=headers)).status_code == 200


async def test_a_hit_says_why_it_was_found(enter: Enter) -> None:
    page = (await (await enter(None)).get("/search?q=tea")).text
    assert "Green <mark>tea</mark>" in page
    assert "First water, then <mark>tea</mark> &amp; leaves" in page


async def test_tabs_hold_what_they_count(enter: Enter) -> None:
    client = await enter(None)
    page = (await client.get("/search?q=tea")).text
    assert re.search(r'aria-current="page">Notes <span class="number">1</span>', page)
    assert re.search(r'People <span class="number">1</span>', page)
    assert 'class="person"' in (await client.get("/search?q=tea&tab=people")).text
    topics = (await client.get("/search?q=leafy&tab=topics")).text
    assert re.search(r"<b>#leafy</b><span class=\"second\">1 note<", topics)
    assert "Nobody is called so" in (await client.get("/search?q=leaves&tab=people")).text
    assert "No topic is called so" in (await client.get("/search?q=leaves&tab=topics")).text


async def test_the_address_holds_order_and_filters(enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    page = unescape((await client.get("/search?q=tea&order=liked&kind=photo&met=new")).text)
    assert '<option value="photo" selected>' in page
    assert '<option value="new" selected>' in page
    assert 'href="/search?q=tea&order=newest&kind=photo&met=new"' in page
    assert 'href="/search?q=tea&order=liked">Without filters' in page
    empty = (await client.get("/search?q=tea&kind=text")).text
    assert "Nothing is left behind these filters" in empty


async def test_a_slip_is_told(enter: Enter) -> None:
    client = await enter(None)
    page = unescape((await client.get("/search?q=leavse")).text)
    assert "Shown for leaves." in page
    assert 'href="/search?q=leavse&exactly=1">Search for leavse instead' in page
    assert "No note has all of these words" in (await client.get("/search?q=leavse&exactly=1")).text


async def test_a_history_is_kept_suggested_and_cleared(
    enter: Enter, ana: Person, clock: HandClock
) -> None:
    client = await enter(ana)
    for typed in ("green tea", "leaves", "咖啡"):
        clock.advance(timedelta(seconds=1))
        await client.get("/search", params={"q": typed})
    begin = unescape((await client.get("/search")).text)
    assert begin.index(">咖啡<") < begin.index(">leaves<") < begin.index(">green tea<")
    assert "green tea" in (await client.get("/search/suggest?q=tea")).text
    await client.post("/search/history/forget", data={"typed": "leaves"})
    assert ">leaves<" not in (await client.get("/search")).text
    await client.post("/search/history/clear")
    assert "What you look for stands here" in (await client.get("/search")).text
    await client.post("/search/history/keep", data={"kept": "false"})
    await client.get("/search", params={"q": "secret"})
    begin = (await client.get("/search")).text
    assert "Nothing is kept of what you look for." in begin
    assert "secret" not in begin
    await client.post("/search/history/keep", data={"kept": "true"})
    await client.get("/search", params={"q": "tea"})
    called = (await client.get("/api/serai/v1/me/searches")).json()
    assert ([one["typed"] for one in called["searches"]], called["kept"]) == (["tea"], True)


async def test_suggestions_lead_to_people_and_topics(enter: Enter) -> None:
    client = await enter(None)
    assert 'href="/@ana"' in (await client.get("/search/suggest?q=ana")).text
    assert 'href="/topics/cooking"' in (await client.get("/search/suggest?q=meishi")).text
    assert 'role="option"' not in (await client.get("/search/suggest?q=zzzz")).text


async def test_programs_search_with_the_same_words(house: House, enter: Enter, ana: Person) -> None:
    async with house.database.write() as tx:
        await a_note(tx, ana, "More tea")
    client = await enter(ana)
    where = "/api/serai/v1/search/notes"
    first = (await client.get(where, params={"q": "tea", "order": "newest", "limit": 1})).json()
    assert [one["title"] for one in first["items"]] == ["More tea"]
    assert (first["many"], first["capped"], first["shown"]) == (2, False, "tea")
    asked = {"q": "tea", "order": "newest", "limit": 1, "after": first["next"]}
    rest = (await client.get(where, params=asked)).json()
    assert ([one["title"] for one in rest["items"]], rest["next"]) == (["Green tea"], None)
    assert (await client.get(where, params={"q": "tea", "order": "worst"})).status_code == 422
    topics = (await client.get("/api/serai/v1/search/topics", params={"q": "leafy"})).json()
    assert topics[0] == {"key": "leafy", "name": "leafy", "notes": 1}
    await client.put("/api/serai/v1/me/searches/kept", json={"kept": False})
    assert (await client.get("/api/serai/v1/me/searches")).json()["kept"] is False
