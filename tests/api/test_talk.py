"""Hearts on comments, the pinned one and the circle, as programs know them."""

from typing import Any

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.comments import write
from serai.entry import House
from serai.graph import follow
from serai.kernel import CommentId, NoteId
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1 = "/api/serai/v1"


class World(Struct):
    """The note is ana's; bo and cai talk under it."""

    ana: Person
    bo: Person
    note: NoteId
    said: list[CommentId]


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
        said = [(await write(tx, bo, note.id, f"{n}")).id for n in range(5)]
        return World(ana, bo, note.id, said)


async def pages(client: httpx.AsyncClient, note: NoteId, sort: str) -> list[Any]:
    found: list[Any] = []
    after = ""
    while True:
        asked: dict[str, str | int] = {"limit": 2, "sort": sort, "after": after}
        page = (await client.get(f"{V1}/notes/{note}/comments", params=asked)).json()
        found += page["items"]
        if page["next"] is None:
            return found
        after = page["next"]


async def test_hearts_are_counted_and_put_in_order(enter: Enter, world: World) -> None:
    hers, his, nobodys = await enter(world.ana), await enter(world.bo), await enter()
    where = f"{V1}/comments/{world.said[1]}"
    assert (await nobodys.put(f"{where}/like")).status_code == 401
    for _ in range(2):
        view = (await hers.put(f"{where}/like")).json()
        assert (view["likes"], view["liked"]) == (1, True)
    await his.put(f"{V1}/comments/{world.said[3]}/like")
    await hers.put(f"{V1}/comments/{world.said[3]}/like")
    told = [one["comment"] for one in await pages(nobodys, world.note, "liked")]
    assert [one["text"] for one in told] == ["3", "1", "4", "2", "0"]
    assert [one["likes"] for one in told] == [2, 1, 0, 0, 0]
    assert not any(one["liked"] for one in told)
    view = (await hers.delete(f"{where}/like")).json()
    assert (view["likes"], view["liked"]) == (0, False)
    answer = await nobodys.get(f"{V1}/notes/{world.note}/comments?sort=loudest")
    assert answer.json()["code"] == "entry.malformed"


async def test_the_pinned_comment_stands_first_and_once(enter: Enter, world: World) -> None:
    hers, his = await enter(world.ana), await enter(world.bo)
    where = f"{V1}/comments/{world.said[0]}/pin"
    assert (await his.put(where)).json()["code"] == "note.not_found"
    assert (await hers.put(where)).status_code == 200
    told = await pages(his, world.note, "newest")
    assert [(one["comment"]["text"], one["pinned"]) for one in told] == [
        ("0", True),
        *((text, False) for text in "4321"),
    ]
    assert (await hers.delete(where)).status_code == 200
    assert not any(one["pinned"] for one in await pages(his, world.note, "newest"))


async def test_who_may_join_is_told_before_they_write(
    house: House, enter: Enter, world: World
) -> None:
    hers, his, nobodys = await enter(world.ana), await enter(world.bo), await enter()
    circle, talk = f"{V1}/notes/{world.note}/circle", f"{V1}/notes/{world.note}/comments"
    assert (await his.put(circle, json={"who": "nobody"})).json()["code"] == "note.not_found"
    assert (await hers.put(circle, json={"who": "me"})).json()["code"] == "entry.malformed"
    assert (await hers.put(circle, json={"who": "nobody"})).json() == {"who": "nobody", "you": True}
    assert (await his.get(circle)).json() == {"who": "nobody", "you": False}
    told = await his.post(talk, json={"text": "hm"}, headers={"accept-language": "zh"})
    assert (told.status_code, told.json()["code"]) == (403, "comment.closed")
    await hers.put(circle, json={"who": "follows"})
    assert (await his.post(talk, json={"text": "hm"})).json()["code"] == "comment.only_followed"
    assert (await nobodys.get(circle)).json() == {"who": "follows", "you": False}
    async with house.database.write() as tx:
        await follow(tx, world.ana.id, world.bo.id)
    assert (await his.post(talk, json={"text": "hm"})).status_code == 201
