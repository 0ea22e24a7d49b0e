import httpx
import pytest

from serai.accounts import Person
from serai.entry import House
from serai.recommend import OwnPost, keep_own_posts
from tests.conftest import Enter
from tests.world import somebody

V1 = "/api/serai/v1"
WORDS = {"kind": "text", "cover_words": "A balcony"}


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        old = [OwnPost(f"tiktok:{7_000 + n}", n * 1_000_000, f"post {n}") for n in range(5)]
        await keep_own_posts(tx, ana.id, reversed(old))
    return ana


async def test_own_posts_are_listed_page_by_page_for_their_author_alone(
    house: House, enter: Enter, ana: Person
) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    hers, his, nobodys = await enter(ana), await enter(bo), await enter()
    first = await hers.get(f"{V1}/me/posts?limit=3")
    rest = await hers.get(first.links["next"]["url"])
    listed = first.json()["items"] + rest.json()["items"]
    assert [one["origin"] for one in listed] == [f"tiktok:{7_000 + n}" for n in (4, 3, 2, 1, 0)]
    assert listed[0] == {
        "origin": "tiktok:7004",
        "at": "1970-01-01T00:00:04Z",
        "title": "post 4",
        "note": None,
    }
    assert (listed[-1]["at"], rest.json()["next"]) == (None, None)
    assert (await his.get(f"{V1}/me/posts")).json() == {"items": [], "next": None}
    assert (await hers.get(f"{V1}/me/posts?after=7{'f' * 15}")).json()["items"] == []
    assert (await nobodys.get(f"{V1}/me/posts")).status_code == 401


async def test_a_note_is_published_as_the_post_it_was(enter: Enter, ana: Person) -> None:
    client = await enter(ana)

    async def publish(origin: object) -> httpx.Response:
        return await client.post(f"{V1}/notes", json=WORDS | {"origin": origin})

    made = await publish("tiktok:7004")
    assert made.status_code == 201
    (newest, *_) = (await client.get(f"{V1}/me/posts")).json()["items"]
    assert (newest["origin"], newest["note"]) == ("tiktok:7004", made.json()["id"])
    for origin, status, code in (
        ("tiktok:7004", 409, "recommend.already_claimed"),
        ("tiktok:1", 422, "recommend.not_your_post"),
        ("tiktok", 422, "entry.malformed"),
        ("tiktok:7\u0000", 422, "entry.malformed"),
        (7, 422, "entry.malformed"),
    ):
        refused = await publish(origin)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    later = await publish(None)
    where = f"{V1}/notes/{later.json()['id']}"
    assert (await client.patch(where, json={"origin": "tiktok:7003"})).status_code == 200
    assert (await client.patch(where, json={"title": "Anew"})).status_code == 200
    assert (await client.patch(where, json={"origin": "tiktok:7002"})).status_code == 409
    listed = (await client.get(f"{V1}/me/posts")).json()["items"]
    assert [one["note"] for one in listed[:3]] == [made.json()["id"], later.json()["id"], None]
