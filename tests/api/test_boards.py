"""Boards over the API."""

from typing import Final

import pytest

from serai.entry import House
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

V1: Final = "/api/serai/v1"


async def test_a_program_keeps_boards_as_a_person_does(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        one, two = await a_note(tx, ana, "One"), await a_note(tx, ana, "Two")
    me, her, stranger = await enter(bo), await enter(ana), await enter()
    made = await me.post(f"{V1}/boards", json={"name": "Kitchen", "about": "To cook."})
    assert made.status_code == 201
    board = f"{V1}{made.json()['url']}"
    for note in (one, two):
        seen = await me.put(f"{board}/notes/{note.id}")
        assert (seen.json()["collects"], seen.json()["collected"]) == (1, True)
    listed = (await stranger.get(f"{board}/notes?limit=1")).json()
    assert [note["title"] for note in listed["items"]] == ["Two"]
    rest = (await stranger.get(f"{board}/notes?limit=1&after={listed['next']}")).json()
    assert ([note["title"] for note in rest["items"]], rest["next"]) == (["One"], None)
    assert (await me.post(f"{board}/notes/{one.id}/move", json={"way": "up"})).status_code == 204
    listed = (await stranger.get(f"{board}/notes")).json()
    assert [note["title"] for note in listed["items"]] == ["One", "Two"]
    changed = await me.patch(board, json={"cover": str(two.id), "private": True})
    assert changed.json()["cover"] == str(two.id)
    assert (changed.json()["name"], changed.json()["private"]) == ("Kitchen", True)
    assert (await me.patch(board, json={"cover": None})).json()["cover"] is None
    for client in (her, stranger):
        assert (await client.get(board)).json()["code"] == "board.not_found"
        assert (await client.get(f"{V1}/people/bo/boards")).json()["items"] == []
    assert [one["name"] for one in (await me.get(f"{V1}/people/bo/boards")).json()["items"]] == [
        "Kitchen"
    ]
    assert (await me.delete(f"{board}/notes/{two.id}")).status_code == 204
    back = await me.post(f"{V1}/notes/{two.id}/put-back")
    assert back.json()["collected"]
    assert (await me.delete(board)).status_code == 204
    assert (await her.get(f"{V1}/notes/{one.id}")).json()["collects"] == 0
    assert (await me.post(f"{board}/restore")).json()["notes"] == 2
    assert (await me.delete(f"{V1}/notes/{one.id}/collect")).json()["collected"] is False


async def test_the_limits_of_boards_are_published(enter: Enter) -> None:
    limits = (await (await enter()).get(f"{V1}/instance")).json()["limits"]
    assert limits["board"] == {"name": 60, "about": 300, "boards": 200, "notes": 5000}


async def test_lists_of_boards_have_cursors(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    client = await enter(bo)
    for nth in range(3):
        await client.post(f"{V1}/boards", json={"name": str(nth)})
    address, names = f"{V1}/people/bo/boards?limit=2", []
    while True:
        page = (await client.get(address)).json()
        names += [one["name"] for one in page["items"]]
        if page["next"] is None:
            break
        address = f"{V1}/people/bo/boards?limit=2&after={page['next']}"
    assert sorted(names) == ["0", "1", "2"]
