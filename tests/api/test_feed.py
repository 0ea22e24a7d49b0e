import pytest

from serai.entry import House
from tests.conftest import Enter
from tests.world import a_note, somebody

V1 = "/api/serai/v1"


async def test_a_feed_tells_each_place_in_numbers(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, bo, "A fern", topics=("plants",))
    program = await enter(ana)
    for name in ("for_you", "chronological", "topic:植物"):
        page = (await program.get(f"{V1}/feeds/{name}")).json()
        [card] = page["cards"]
        assert card["note"]["id"] == str(note.id)
        total = sum(part["amount"] for part in card["parts"])
        assert total == pytest.approx(card["score"], abs=1e-9)
        behind = await program.get(f"{V1}/feeds/{name}?after={page['next']}")
        assert (behind.json()["cards"], behind.json()["next"]) == ([], None)
    assert (await program.get(f"{V1}/feeds/following")).json()["cards"] == []


async def test_a_feed_nobody_knows_and_a_cursor_nobody_made_are_refused_calmly(
    enter: Enter,
) -> None:
    stranger = await enter()
    for path, code in (
        ("nonsense", "feed.not_found"),
        ("topic:", "feed.not_found"),
        ("for_you?after=AAAA", "feed.cursor"),
    ):
        answer = await stranger.get(f"{V1}/feeds/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, code)


async def test_glances_are_kept_of_notes_one_may_see(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        seen = await a_note(tx, bo)
        private = await a_note(tx, bo, audience="me")
    glances = [
        {"kind": "impression", "note": str(note.id), "page": "p.0", "slot": 0}
        for note in (seen, private)
    ]
    program = await enter(ana)
    told = await program.post(f"{V1}/glances", json={"glances": glances})
    assert told.json() == {"kept": 1}
    [card] = (await program.get(f"{V1}/feeds/for_you")).json()["cards"]
    assert card["source"] == "again"
    many = await program.post(f"{V1}/glances", json={"glances": glances * 51})
    assert many.status_code == 422
    stranger = await enter()
    assert (await stranger.post(f"{V1}/glances", json={"glances": []})).status_code == 401
