"""Notices for programs."""

from datetime import timedelta

from serai.accounts import Person
from serai.comments import write
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import like
from tests.conftest import Enter
from tests.notices.hearing import hear
from tests.world import a_note, somebody

HERE = "/api/serai/v1/notices"


async def a_lively_day(house: House, clock: HandClock) -> tuple[Person, Person]:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        notes = [await a_note(tx, ana, f"Note {n}") for n in range(3)]
    for note in notes:
        clock.advance(timedelta(seconds=1))
        async with house.database.write() as tx:
            await like(tx, bo.id, note.id)
            await write(tx, bo, note.id, f"Hello under {note.title}")
        await hear(house.database)
    return ana, bo


async def test_the_list_is_read_in_pages_and_by_kind(
    house: House, enter: Enter, clock: HandClock
) -> None:
    ana, bo = await a_lively_day(house, clock)
    client = await enter(ana)
    first = (await client.get(HERE, params={"limit": 4})).json()
    rest = (await client.get(HERE, params={"limit": 4, "after": first["next"]})).json()
    items = first["items"] + rest["items"]
    assert (len(first["items"]), len(items), rest["next"]) == (4, 6, None)
    assert {one["people"][0]["handle"] for one in items} == {"bo"}
    talk = (await client.get(HERE, params={"kind": "talk"})).json()["items"]
    assert [one["text"] for one in talk] == [f"Hello under Note {n}" for n in (2, 1, 0)]
    assert (await (await enter(bo)).get(HERE)).json()["items"] == []
    assert (await (await enter()).get(HERE)).status_code == 401


async def test_what_came_after_the_place_stays_unread(
    house: House, enter: Enter, clock: HandClock
) -> None:
    ana, _ = await a_lively_day(house, clock)
    client = await enter(ana)
    assert (await client.get(f"{HERE}/unread")).json() == {"count": 6}
    items = (await client.get(HERE)).json()["items"]
    left = await client.post(f"{HERE}/read", json={"place": items[2]["place"]})
    assert left.json() == {"count": 2}
    assert [one["unread"] for one in (await client.get(HERE)).json()["items"]] == [
        *[True] * 2,
        *[False] * 4,
    ]
    assert (await client.post(f"{HERE}/read", json={})).json() == {"count": 0}
    assert (await client.get(f"{HERE}/unread")).json() == {"count": 0}


async def test_kinds_are_switched_off_and_on(house: House, enter: Enter, clock: HandClock) -> None:
    ana, bo = await a_lively_day(house, clock)
    client = await enter(ana)
    switches = (await client.get(f"{HERE}/switches")).json()
    assert set(switches.values()) == {True}
    put = await client.put(f"{HERE}/switches", json={"like": False})
    assert put.json() == {**switches, "like": False}
    assert (await client.get(f"{HERE}/switches")).json() == {**switches, "like": False}
    before = (await client.get(f"{HERE}/unread")).json()
    async with house.database.write() as tx:
        await like(tx, bo.id, (await a_note(tx, ana)).id)
    await hear(house.database)
    assert (await client.get(f"{HERE}/unread")).json() == before
