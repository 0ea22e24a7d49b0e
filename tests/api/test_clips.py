"""A video sent by a program: in pieces, as tus says, followed until it can be played."""

from typing import Any, Final

import httpx
import pytest

from serai.accounts import Person
from serai.entry import House
from serai.jobs import Worker
from tests.clips.made import Shape, clip_bytes
from tests.conftest import Enter
from tests.web.forms import assert_problem
from tests.world import a_house_plan, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1: Final = "/api/serai/v1"
MOVIE: Final = clip_bytes("mov", Shape(width=360, height=480))


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx)


async def begun(client: httpx.AsyncClient, size: int = len(MOVIE)) -> str:
    answer = await client.post(f"{V1}/clips", json={"name": "IMG_0001.MOV", "size": size})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def send(
    client: httpx.AsyncClient, which: str, data: bytes, offset: int | str
) -> httpx.Response:
    headers = {"content-type": "application/offset+octet-stream", "upload-offset": str(offset)}
    return await client.patch(f"{V1}/clips/{which}/file", content=data, headers=headers)


async def offset_of(client: httpx.AsyncClient, which: str) -> int:
    answer = await client.head(f"{V1}/clips/{which}/file")
    assert answer.headers["upload-length"] == str(len(MOVIE))
    return int(answer.headers["upload-offset"])


async def seen(client: httpx.AsyncClient, which: str) -> dict[str, Any]:
    return dict((await client.get(f"{V1}/clips/{which}")).json())


async def drain(house: House) -> None:
    await Worker(house.database, a_house_plan(house)).drain()


async def test_a_video_comes_in_two_goes_and_is_published(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    which = await begun(client)
    half = len(MOVIE) // 2
    assert (await send(client, which, MOVIE[:half], 0)).headers["upload-offset"] == str(half)
    assert await offset_of(client, which) == half
    assert (await seen(client, which))["state"] == "arriving"
    assert_problem(house, await send(client, which, MOVIE[:10], 0), "clip.wrong_offset", "en")
    assert_problem(house, await send(client, which, MOVIE, half), "clip.too_much", "en")
    assert_problem(house, await send(client, which, b"", "x"), "entry.malformed", "en")
    assert await offset_of(client, which) == half
    assert (await send(client, which, MOVIE[half:], half)).status_code == 204
    assert_problem(
        house, await send(client, which, b"more", len(MOVIE)), "clip.arrived_already", "en"
    )
    await drain(house)
    ready = await seen(client, which)
    assert (ready["state"], ready["refused"]) == ("ready", None)
    sent = {"kind": "video", "title": "Rain", "clip": which, "clip_alt": "Rain on a roof"}
    note = (await client.post(f"{V1}/notes", json=sent)).json()
    assert note["clip"]["rungs"] == ready["rungs"]
    assert note["pictures"][0]["alt"] == "Rain on a roof"
    stranger = await enter(None)
    url = note["clip"]["rungs"][0]["url"]
    part = await stranger.get(url, headers={"range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert part.headers["content-type"] == "video/mp4"


async def test_a_draft_waits_for_its_video_and_goes_out(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    which = await begun(client)
    sent = {"kind": "video", "title": "Soon", "clip": which}
    draft = (await client.post(f"{V1}/drafts", json=sent)).json()
    told = (await client.put(f"{V1}/drafts/{draft['id']}/when-ready")).json()
    assert told["when_ready_at"]
    await send(client, which, MOVIE, 0)
    await drain(house)
    shown = (await client.get(f"{V1}/people/ana/notes")).json()["items"]
    assert [one["title"] for one in shown] == ["Soon"]


async def test_another_moment_can_stand_for_it(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    which = await begun(client)
    await send(client, which, MOVIE, 0)
    await drain(house)
    note = (
        await client.post(f"{V1}/notes", json={"kind": "video", "title": "t", "clip": which})
    ).json()
    before = note["pictures"][0]["variants"]
    answer = await client.put(f"{V1}/clips/{which}/poster", json={"at": 0.9})
    assert answer.status_code == 200, answer.text
    after = (await client.get(f"{V1}/notes/{note['id']}")).json()["pictures"][0]
    assert after["id"] == note["pictures"][0]["id"]
    assert after["variants"] != before


async def test_what_is_taken_back_is_gone(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    which = await begun(client)
    await send(client, which, MOVIE[:100], 0)
    assert (await client.delete(f"{V1}/clips/{which}")).status_code == 204
    assert_problem(house, await client.get(f"{V1}/clips/{which}"), "clip.not_found", "en")
    assert list((house.crew.uploads.path(which).parent).iterdir()) == []  # type: ignore[arg-type]  # an id as text names the same folder
