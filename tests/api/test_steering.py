"""Programs steer a feed through the same verbs as pages do."""

import pytest

from serai.entry import House
from tests.conftest import Enter
from tests.web.forms import assert_problem
from tests.world import a_clip, a_note, a_video, somebody

V1 = "/api/serai/v1"
USUAL = {
    "following": 1.0,
    "nearby": 1.0,
    "new_voices": 1.0,
    "place": "",
    "met_there": False,
    "words": [],
    "paused": False,
}


async def test_wishes_are_read_and_asked_as_a_whole(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    program = await enter(ana)
    assert (await program.get(f"{V1}/me/feed")).json() == USUAL
    asked = {"following": 0.0, "place": "BR", "words": [" Spoilers ", "剧透"], "paused": True}
    kept = USUAL | asked | {"words": ["Spoilers", "剧透"]}
    assert (await program.put(f"{V1}/me/feed", json=asked)).json() == kept
    assert (await program.get(f"{V1}/me/feed")).json() == kept
    assert (await program.put(f"{V1}/me/feed", json={})).json() == USUAL


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"following": 2.1}, "entry.malformed"),
        ({"nearby": -0.1}, "entry.malformed"),
        ({"place": "Brazil"}, "entry.malformed"),
        ({"words": [""]}, "entry.malformed"),
        ({"words": ["..."]}, "wish.no_word"),
        ({"words": ["x" * 61]}, "entry.malformed"),
        ({"words": [f"w{n}" for n in range(101)]}, "entry.malformed"),
    ],
)
@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_wishes_out_of_bounds_are_refused_in_words(
    house: House, enter: Enter, asked: dict[str, object], code: str, locale: str
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    program = await enter(ana, locale)
    assert_problem(house, await program.put(f"{V1}/me/feed", json=asked), code, locale)
    assert (await program.get(f"{V1}/me/feed")).json() == USUAL


async def test_interests_are_listed_weighed_and_dropped(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    program = await enter(ana, "zh")
    where = f"{V1}/me/interests"
    put = (await program.put(f"{where}/Plants", json={"weight": 0.5})).json()
    assert (put["topic"], put["name"], put["weight"], put["source"]) == (
        "plants",
        "植物",
        0.5,
        "chosen",
    )
    await program.put(f"{where}/咖啡", json={})
    assert [one["topic"] for one in (await program.get(where)).json()["items"]] == [
        "coffee",
        "plants",
    ]
    assert (await program.delete(f"{where}/植物")).status_code == 204
    assert (await program.post(f"{V1}/me/feed/anew", json={})).status_code == 204
    assert len((await program.get(where)).json()["items"]) == 1
    await program.post(f"{V1}/me/feed/anew", json={"forget_said": True})
    assert (await program.get(where)).json()["items"] == []
    odd = await program.put(f"{where}/%20-", json={})
    assert_problem(house, odd, "wish.no_topic", "zh")


async def test_authors_and_topics_are_avoided_and_taken_back(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        await a_note(tx, bo, "A fern", topics=("plants",))
    program = await enter(ana)

    async def met() -> int:
        return len((await program.get(f"{V1}/feeds/for_you")).json()["cards"])

    assert await met() == 1
    for where in (f"{V1}/people/bo/avoid", f"{V1}/topics/植物/avoid"):
        assert (await program.put(where)).status_code == 204
        page = (await program.get(f"{V1}/feeds/for_you")).json()
        assert (page["cards"], page["dropped"]) == ([], [{"rule": "not_avoided", "count": 1}])
        assert (await program.delete(where)).status_code == 204
        assert await met() == 1
    await program.put(f"{V1}/people/bo/avoid")
    await program.put(f"{V1}/topics/film/avoid")
    avoided = (await program.get(f"{V1}/me/avoided")).json()
    assert ([one["handle"] for one in avoided["authors"]], avoided["topics"]) == (["bo"], ["film"])
    mine = await program.put(f"{V1}/people/ana/avoid")
    assert_problem(house, mine, "wish.yourself", "en")


async def test_the_plain_feed_leans_only_to_what_the_request_says(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", languages=("zh",))
        authors = [await somebody(tx, f"author{n}") for n in range(8)]
        for number in range(16):
            topic = "plants" if number % 4 == 0 else f"t{number}"
            await a_note(tx, authors[number % 8], f"n {number}", topics=(topic,))
    program, stranger = await enter(ana), await enter()
    await program.put(f"{V1}/people/author1/avoid")
    await program.put(f"{V1}/me/feed", json={"words": ["n"]})

    async def notes(client: object, more: str = "") -> set[str]:
        answer = await client.get(f"{V1}/feeds/plain?limit=16{more}")  # type: ignore[attr-defined]
        page = answer.json()
        assert page["feed"] == "plain"
        return {card["note"]["title"] for card in page["cards"]}

    assert await notes(program) == await notes(stranger) == {f"n {n}" for n in range(16)}
    page = (await stranger.get(f"{V1}/feeds/plain?limit=5&topics=植物, film&place=CN")).json()
    reasons = [card["reason"]["code"] for card in page["cards"] if card["reason"]]
    assert "chosen" in reasons
    assert (await stranger.get(f"{V1}/feeds/plain?place=china")).status_code == 422


async def test_visits_shares_and_clips_are_told_like_other_glances(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_video(tx, bo, await a_clip(tx, bo.id, seconds=12))
    program = await enter(ana)
    kinds = [
        {"kind": "share", "note": str(note.id)},
        {"kind": "watch", "note": str(note.id), "value": 12_000},
        {"kind": "complete", "note": str(note.id)},
        {"kind": "visit", "author": str(bo.id)},
        {"kind": "visit", "author": str(bo.id)},
        {"kind": "visit", "author": str(ana.id)},
        {"kind": "visit", "author": "7"},
        {"kind": "visit", "note": str(note.id)},
        {"kind": "share"},
    ]
    told = await program.post(f"{V1}/glances", json={"glances": kinds})
    assert told.json() == {"kept": 4}
    await program.put(f"{V1}/people/bo/block")
    told = await program.post(f"{V1}/glances", json={"glances": kinds})
    assert told.json() == {"kept": 0}
