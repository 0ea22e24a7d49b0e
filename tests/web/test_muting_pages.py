"""Muting in pages and by programs: the sheet, its end, the folded comments, the list."""

import re
from datetime import timedelta

import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.comments import write
from serai.entry import House
from serai.graph import block, muted_among
from serai.kernel import HandClock, iso, micros
from serai.notes import Note
from tests.conftest import Enter
from tests.web.test_people_pages import listed
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class World(Struct):
    ana: Person
    bo: Person
    note: Note


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
        await write(tx, bo, note.id, "what bo said")
        await write(tx, ana, note.id, "what ana said")
        return World(ana, bo, note)


async def ends(house: House, world: World) -> list[int | None]:
    async with house.database.read() as tx:
        found = await muted_among(tx, world.ana.id, [world.bo.id])
        return [one.until for one in found.values()]


LENGTHS = [
    ("hours", timedelta(hours=8), "in 8 hours"),
    ("day", timedelta(days=1), "in 1 day"),
    ("week", timedelta(weeks=1), "in 1 week"),
    ("month", timedelta(days=30), "in 1 month"),
]


@pytest.mark.parametrize("chosen", LENGTHS)
async def test_a_mute_lasts_as_long_as_was_chosen(
    house: House, world: World, clock: HandClock, enter: Enter, chosen: tuple[str, timedelta, str]
) -> None:
    length, lasts, english = chosen
    client = await enter(world.ana)
    assert f'value="{length}"' in (await client.get("/@bo/mute")).text
    told = await client.post("/@bo/mute", data={"length": length})
    assert english in told.text
    assert await ends(house, world) == [clock.now() + micros(lasts)]
    assert english in (await client.get("/settings/people")).text
    clock.advance(lasts)
    assert await ends(house, world) == []
    assert listed(await client.get("/settings/people")) == []


async def test_a_mute_for_good_is_taken_back_where_it_is_listed(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    told = await client.post("/@bo/mute", data={"length": "good"})
    assert 'action="/@bo/unmute"' in told.text
    assert await ends(house, world) == [None]
    assert "You muted them" in (await client.get("/@bo")).text
    assert "You muted them" in (await client.get("/@bo/mute")).text
    page = await client.get("/settings/people")
    assert listed(page) == ["bo"]
    assert 'action="/@bo/unmute?settings"' in page.text
    back = await client.post("/@bo/unmute?settings")
    assert back.headers["location"] == "/settings/people"
    assert await ends(house, world) == []


async def test_the_blocked_are_listed_and_unblocked(
    house: House, world: World, enter: Enter
) -> None:
    async with house.database.write() as tx:
        await block(tx, world.ana.id, world.bo.id)
    client = await enter(world.ana)
    assert listed(await client.get("/settings/people")) == ["bo"]
    await client.post("/@bo/unblock?settings")
    assert listed(await client.get("/settings/people")) == []


async def test_their_comments_are_folded_for_the_muter_alone(world: World, enter: Enter) -> None:
    client, theirs = await enter(world.ana), await enter(world.bo)
    where = f"/notes/{world.note.id}"
    assert 'class="folded"' not in (await client.get(where)).text
    await client.post("/@bo/mute", data={"length": "good"})
    seen = (await client.get(where)).text
    assert seen.count('class="folded"') == 1
    assert re.search(r'class="folded">.*?what bo said.*?</details>', seen, re.DOTALL)
    for other in (theirs, await enter(None)):
        heard = await other.get(where)
        assert "what bo said" in heard.text
        assert 'class="folded"' not in heard.text
        assert "uted" not in (await other.get("/@ana")).text


async def test_their_cards_leave_the_page_but_not_their_own(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    for current, gone in (("/newest", True), ("/@bo", False)):
        headers = {"hx-request": "true", "hx-current-url": f"http://test{current}"}
        answer = await client.post("/@bo/mute", data={"length": "day"}, headers=headers)
        assert ("gone-author" in answer.headers["hx-trigger"]) is gone


async def test_what_is_no_length_mutes_nobody(house: House, world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    for typed in ("century", ""):
        assert (await client.post("/@bo/mute", data={"length": typed})).status_code == 422
    assert (await client.post("/@ana/mute", data={"length": "day"})).status_code == 409
    stranger = await (await enter(None)).post("/@bo/mute", data={"length": "day"})
    assert stranger.headers["location"].startswith("/join")
    assert await ends(house, world) == []


async def test_programs_mute_with_a_moment(
    house: House, world: World, clock: HandClock, enter: Enter
) -> None:
    client = await enter(world.ana)
    until = clock.now() + micros(timedelta(days=2))
    at = "/api/serai/v1/people/bo/mute"
    await client.put(at, json={"until": iso(until)})
    assert await ends(house, world) == [until]
    [one] = (await client.get("/api/serai/v1/me/muted")).json()["items"]
    assert (one["person"]["handle"], one["until"]) == ("bo", iso(until))
    past = await client.put(at, json={"until": iso(clock.now())})
    assert past.json()["code"] == "graph.mute_past"
    assert (await client.put(at, json={"until": "2026-01-01T00:00:00"})).status_code == 422
    await client.put(at, json={})
    assert await ends(house, world) == [None]
    await client.delete(at)
    assert (await client.get("/api/serai/v1/me/muted")).json()["items"] == []
