"""The pages of notices, and the stream behind the dot."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from msgspec import Struct
from starlette.types import Message

from serai.accounts import Person, open_session
from serai.app import doors
from serai.comments import write
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import Note, block_person, follow_author, like
from serai.notices import KINDS
from serai.notices.bell import MOST
from tests.conftest import Enter
from tests.notices.hearing import hear, told
from tests.world import a_note, somebody

DOT = re.compile(r'class="unread" data-unread(?P<hidden> hidden)?>')


class World(Struct):
    ana: Person
    others: list[Person]
    note: Note


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        others = [await somebody(tx, f"friend{n}", name=f"Friend {n}") for n in range(4)]
        return World(ana, others, await a_note(tx, ana, "Harbour <at> dusk"))


def lit(answer: httpx.Response) -> bool:
    found = DOT.search(answer.text)
    assert found
    return found["hidden"] is None


def words(answer: httpx.Response) -> list[str]:
    said = re.findall(r'<a class="whole" href="[^"]+">(.*?)</a>', answer.text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in said]


async def likes(house: House, world: World, many: int) -> None:
    async with house.database.write() as tx:
        for person in world.others[:many]:
            await like(tx, person.id, world.note.id)
    await hear(house.database)


@pytest.mark.parametrize(
    ("many", "english", "chinese"),
    [
        (1, "Friend 0 liked ", "Friend 0喜欢了"),
        (2, " and Friend", "和Friend"),
        (4, " and 3 others liked ", "等 4 人喜欢了"),
    ],
)
async def test_a_notice_says_who_and_how_many(
    house: House, world: World, enter: Enter, many: int, english: str, chinese: str
) -> None:
    await likes(house, world, many)
    [said] = words(await (await enter(world.ana)).get("/notices"))
    assert english in said
    assert said.endswith("your note “Harbour &lt;at&gt; dusk”")
    [said] = words(await (await enter(world.ana, "zh")).get("/notices"))
    assert chinese in said
    assert "你的笔记“" in said


async def test_the_dot_is_right_at_each_page_and_goes_out_when_read(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    assert not lit(await client.get("/notices"))
    await likes(house, world, 1)
    assert lit(await client.get("/"))
    assert not lit(await (await enter(world.others[0])).get("/"))
    shown = await client.get("/notices")
    assert "told new" in shown.text
    form = re.search(r'name="seen" value="(\d+)"', shown.text)
    assert form
    answer = await client.post("/notices/read", data={"seen": form[1]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/notices")
    shown = await client.get("/notices")
    assert not lit(shown)
    assert "told new" not in shown.text
    assert len(words(shown)) == 1


async def test_what_came_after_the_page_stays_unread(
    house: House, world: World, enter: Enter, clock: HandClock
) -> None:
    client = await enter(world.ana)
    await likes(house, world, 1)
    seen = (await told(house.database, world.ana.id))[0].at
    clock.advance(timedelta(seconds=1))
    async with house.database.write() as tx:
        await follow_author(tx, world.others[0].id, world.ana.id)
    await hear(house.database)
    await client.post("/notices/read", data={"seen": str(seen)})
    assert lit(await client.get("/notices"))
    assert [one.unread for one in await told(house.database, world.ana.id)] == [True, False]


async def test_each_family_shows_its_own_and_the_empty_ones_say_what_to_do(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    assert "Nobody has called yet" in (await client.get("/notices")).text
    async with house.database.write() as tx:
        said = await write(tx, world.others[0], world.note.id, "What a <light>")
        await follow_author(tx, world.others[1].id, world.ana.id)
    await hear(house.database)
    talk = await client.get("/notices?kind=talk")
    assert words(talk) == ["Friend 0 commented on your note “Harbour &lt;at&gt; dusk”"]
    assert f"/notes/{world.note.id}#c{said.id}" in talk.text
    assert "What a &lt;light&gt;" in talk.text
    follows = await client.get("/notices?kind=follows")
    assert words(follows) == ["Friend 1 follows you"]
    assert "Follow back" in follows.text
    assert "Nothing of this kind yet" in (await client.get("/notices?kind=hearts")).text
    assert len(words(await client.get("/notices?kind=nonsense"))) == 2


async def test_older_notices_come_in_pages(house: House, world: World, enter: Enter) -> None:
    async with house.database.write() as tx:
        for number in range(23):
            note = await a_note(tx, world.ana, f"Note {number}")
            await like(tx, world.others[0].id, note.id)
    await hear(house.database)
    client = await enter(world.ana)
    first = await client.get("/notices")
    more = re.search(r'hx-get="([^"]+)"', first.text)
    assert more
    second = await client.get(more[1].replace("&amp;", "&"), headers={"hx-request": "true"})
    assert (len(words(first)), len(words(second))) == (20, 3)
    assert not {*words(first)} & {*words(second)}
    for place in ("x", "1-", "-", "9" * 40 + "-1"):
        assert len(words(await client.get(f"/notices?before={place}"))) == 20


async def test_switches_are_kept_and_a_stranger_is_asked_in(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    page = await client.get("/settings/notices")
    assert page.text.count(" checked") == len(KINDS)
    answer = await client.post("/settings/notices", data={"on": ["follow", "trial", "nonsense"]})
    assert answer.status_code == 303
    page = await client.get(answer.headers["location"])
    assert page.text.count(" checked") == 2
    await likes(house, world, 2)
    assert words(await client.get("/notices")) == []
    stranger = await enter()
    for path in ("/notices", "/settings/notices", "/notices/stream"):
        assert (await stranger.get(path)).status_code == 401
    assert "data-unread" not in (await stranger.get("/")).text


async def test_blocked_people_are_on_no_notice(house: House, world: World, enter: Enter) -> None:
    await likes(house, world, 3)
    async with house.database.write() as tx:
        await block_person(tx, world.others[2].id, world.ana.id)
    [said] = words(await (await enter(world.ana)).get("/notices"))
    assert "Friend 2" not in said
    assert " and Friend" in said


class Stream:
    """An answer that never ends, read as it comes."""

    def __init__(self, house: House, token: str) -> None:
        self.parts: asyncio.Queue[Message] = asyncio.Queue()
        self._gone = asyncio.Event()
        cookie = f"{house.place.cookie('session')}={token}"
        scope = {
            "type": "http",
            "asgi": {"spec_version": "2.3"},
            "method": "GET",
            "path": "/notices/stream",
            "raw_path": b"/notices/stream",
            "query_string": b"",
            "headers": [(b"cookie", cookie.encode())],
            "scheme": "http",
            "server": ("serai.test", 80),
            "client": ("127.0.0.1", 1),
        }
        self.task = asyncio.ensure_future(doors(house)(scope, self._receive, self.parts.put))

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> Message:
        return await asyncio.wait_for(self.parts.get(), 5)

    async def said(self) -> str:
        return bytes((await self.next())["body"]).decode()

    async def leave(self) -> None:
        self._gone.set()
        await asyncio.wait_for(self.task, 5)


@pytest.fixture
async def streams(house: House, world: World) -> AsyncIterator[list[Stream]]:
    async with house.database.write() as tx:
        token = await open_session(tx, world.ana.id, "test")
    opened = [Stream(house, token) for _ in range(MOST)]
    for one in opened:
        assert (await one.next())["status"] == 200
        assert await one.said() == "retry: 3000\n\n"
        assert await one.said() == "data: 0\n\n"
    yield opened
    house.bell.silence()
    for one in opened:
        await one.leave()


async def test_the_stream_tells_the_count_and_ends_with_the_house(
    house: House, world: World, streams: list[Stream]
) -> None:
    await likes(house, world, 2)
    assert [await one.said() for one in streams] == ["data: 1\n\n"] * MOST
    house.bell.silence()
    for one in streams:
        assert await one.next() == {"type": "http.response.body", "body": b"", "more_body": False}


async def test_a_tab_that_is_closed_makes_room(
    house: House, world: World, enter: Enter, streams: list[Stream]
) -> None:
    refused = await (await enter(world.ana)).get("/notices/stream")
    assert refused.status_code == 429
    for one in streams:
        await one.leave()
    assert not house.bell.is_full(world.ana.id)
