"""The talk in pages: hearts, order, the pinned one, who may join in, and taking words back."""

import re

import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.comments import Comment, like, see_comment, write
from serai.entry import House
from serai.notes import Note
from tests.conftest import Enter
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HTMX = {"hx-request": "true"}
BARE = {"page": ""}
"""What a form without a word in it sends."""


class World(Struct):
    """The note is ana's; bo talks under it."""

    ana: Person
    bo: Person
    note: Note
    said: list[Comment]


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
        said = [await write(tx, bo, note.id, f"words {n}") for n in range(23)]
        return World(ana, bo, note, said)


def told(text: str) -> list[str]:
    """The comments of a page, as they stand."""
    return re.findall(r"words (\d+)", text)


async def test_a_heart_is_given_by_form_and_by_script(
    house: House, enter: Enter, world: World
) -> None:
    hers = await enter(world.ana)
    which = world.said[3].id
    answer = await hers.post(f"/comments/{which}/like", data=BARE)
    assert answer.headers["location"] == f"/notes/{world.note.id}#c{which}"
    again = await hers.post(f"/comments/{which}/like", data=BARE, headers=HTMX)
    assert 'aria-pressed="true"' in again.text
    assert f'action="/comments/{which}/unlike"' in again.text
    async with house.database.read() as tx:
        assert (await see_comment(tx, None, which)).likes == 1
    back = await hers.post(f"/comments/{which}/unlike", data=BARE, headers=HTMX)
    assert 'aria-pressed="false"' in back.text


async def test_a_strangers_heart_waits_until_they_are_in(enter: Enter, world: World) -> None:
    nobodys = await enter()
    which = world.said[0].id
    answer = await nobodys.post(f"/comments/{which}/like", data=BARE)
    assert f"act=like-comment%3A{which}" in answer.headers["location"]


async def test_the_order_is_chosen_by_links_and_kept_on_later_pages(
    house: House, enter: Enter, world: World
) -> None:
    nobodys = await enter()
    async with house.database.write() as tx:
        for one in (world.said[0], world.said[7]):
            await like(tx, world.ana.id, one.id)
        await like(tx, world.bo.id, world.said[7].id)
    where = f"/notes/{world.note.id}"
    first = (await nobodys.get(f"{where}?sort=liked")).text
    assert told(first)[:3] == ["7", "0", "22"]
    assert f'href="{where}?sort=newest#talk"' in first
    [more] = set(re.findall(rf'href="({where}/comments\?sort=liked&amp;before=[^"]+)"', first))
    rest = (await nobodys.get(more.replace("&amp;", "&"))).text
    assert told(first) + told(rest) == ["7", "0", *(f"{n}" for n in range(22, 0, -1) if n != 7)]
    assert told((await nobodys.get(f"{where}?sort=nonsense")).text)[0] == "22"


async def test_the_author_pins_a_comment_and_nobody_else_is_offered_it(
    enter: Enter, world: World
) -> None:
    hers, his = await enter(world.ana), await enter(world.bo)
    where, which = f"/notes/{world.note.id}", world.said[20].id
    assert f"/comments/{which}/pin" in (await hers.get(where)).text
    assert "/pin" not in (await his.get(where)).text
    assert (await his.post(f"/comments/{which}/pin", data=BARE)).status_code == 404
    assert (await hers.post(f"/comments/{which}/pin", data=BARE)).status_code == 303
    page = (await his.get(where)).text
    assert told(page)[0] == "20"
    assert '<b class="pinned">Pinned</b>' in page
    his_zh = (await his.get(where, headers={"accept-language": "zh"})).text
    assert "Pinned" in his_zh or "置顶" in his_zh
    drawn = await hers.post(f"/comments/{which}/unpin", data=BARE, headers=HTMX)
    assert told(drawn.text)[0] == "22"


async def test_a_closed_talk_says_so_in_place_of_the_form(enter: Enter, world: World) -> None:
    hers, his = await enter(world.ana), await enter(world.bo)
    where = f"/notes/{world.note.id}"
    assert '<form class="say"' in (await his.get(where)).text
    assert (await his.post(f"{where}/circle", data={"who": "nobody"})).status_code == 404
    assert (await hers.post(f"{where}/circle", data={"who": "nobody"})).status_code == 303
    page = (await his.get(where)).text
    assert '<form class="say"' not in page
    assert 'class="reply"' not in page
    assert "The author has closed the comments." in page
    mine = (await hers.get(where)).text
    assert '<form class="say"' in mine
    assert '<option value="nobody" selected>' in mine
    refused = await his.post(f"{where}/comments", data={"text": "kept words"})
    assert refused.status_code == 403
    assert "kept words" in refused.text
    drawn = await hers.post(f"{where}/circle", data={"who": "follows"}, headers=HTMX)
    assert "Only people you follow" in drawn.headers["hx-trigger"]
    assert "Only people the author follows" in (await his.get(where)).text
    await hers.post(f"{where}/circle", data={"who": "whatever"})
    assert '<form class="say"' in (await his.get(where)).text


async def test_words_taken_back_can_be_said_after_all_without_scripts(
    enter: Enter, world: World
) -> None:
    his = await enter(world.bo)
    which = world.said[22].id
    page = await his.post(f"/comments/{which}/withdraw", data=BARE)
    assert f'action="/comments/{which}/restore"' in page.text
    assert f'href="/notes/{world.note.id}"' in page.text
    assert told((await his.get(f"/notes/{world.note.id}")).text)[0] == "21"
    answer = await his.post(f"/comments/{which}/restore?told", data=BARE)
    assert answer.headers["location"] == f"/notes/{world.note.id}#c{which}"
    assert told((await his.get(f"/notes/{world.note.id}")).text)[0] == "22"
