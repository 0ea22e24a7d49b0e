"""Boards in pages: the star, the choice, making, editing, ordering, and who is shown what."""

import json
import re
from urllib.parse import urlsplit

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.boards import (
    Board,
    boards_holding,
    boards_of,
    collect,
    collected_by,
    make,
    notes_of,
    see_own_board,
)
from serai.boards.board import BoardDraft
from serai.entry import House
from serai.kernel import BoardId, NoteId
from serai.notes import Note, block_person, withdraw
from tests.conftest import Enter
from tests.web.forms import Typed, assert_kept, assert_refused, assert_told
from tests.world import a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HTMX = {"hx-request": "true"}
BARE: Typed = {"page": ""}
"""What a form without a word in it sends."""


class World(Struct):
    """bo collects; the notes are ana's."""

    ana: Person
    bo: Person
    one: Note
    two: Note


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        return World(ana, bo, await a_note(tx, ana, "One"), await a_note(tx, ana, "Two"))


async def held(house: House, person: Person, note: Note) -> set[str]:
    async with house.database.read() as tx:
        ids = await boards_holding(tx, person.id, note.id)
        return {(await see_own_board(tx, person.id, one)).name for one in ids}


async def a_board(house: House, owner: Person, *notes: Note, private: bool = False) -> Board:
    async with house.database.write() as tx:
        board = await make(tx, owner.id, BoardDraft("Kitchen", "To cook.", private))
        for note in notes:
            await collect(tx, owner.id, note.id, board.id)
        return board


async def in_order(house: House, board: Board) -> list[str]:
    async with house.database.read() as tx:
        return [note.title for note in (await notes_of(tx, board.owner, board, None, 50)).notes]


def told(answer: httpx.Response) -> dict[str, dict[str, str]]:
    said: dict[str, dict[str, str]] = json.loads(answer.headers["hx-trigger"])
    return said


def star(page: httpx.Response) -> tuple[str, str]:
    """Whether the star of a note's page is pressed, and its number."""
    found = re.search(
        r'class="star" aria-pressed="(\w+)".*?data-count="(\d+)"', page.text, re.DOTALL
    )
    assert found
    return found[1], found[2]


@pytest.mark.parametrize(("locale", "name"), [("en", "Collected"), ("zh", "收藏")])
async def test_one_tap_collects_and_the_next_lets_go_with_a_way_back(
    house: House, world: World, enter: Enter, locale: str, name: str
) -> None:
    client, note = await enter(world.bo, locale), f"/notes/{world.one.id}"
    assert star(await client.get(note)) == ("false", "0")
    answer = await client.post(f"{note}/collect", data=BARE, headers=HTMX)
    assert answer.status_code == 204
    assert told(answer)["collected"] == {"note": str(world.one.id), "on": "on"}
    assert (told(answer)["said"]["change"], name) == (
        f"{note}/boards",
        next(iter(await held(house, world.bo, world.one))),
    )
    assert name in told(answer)["said"]["words"]
    assert star(await client.get(note)) == ("true", "1")
    again = await client.post(f"{note}/collect", data=BARE, headers=HTMX)
    assert told(again)["said"]["words"] == told(answer)["said"]["words"]
    gone = await client.post(f"{note}/uncollect", headers=HTMX)
    assert told(gone)["collected"]["on"] == ""
    assert await held(house, world.bo, world.one) == set()
    back = await client.post(told(gone)["said"]["undo"], headers=HTMX)
    assert told(back)["collected"]["on"] == "on"
    assert await held(house, world.bo, world.one) == {name}
    nothing = await client.post(f"/notes/{world.two.id}/put-back", headers=HTMX)
    assert told(nothing)["collected"]["on"] == ""


async def test_without_scripts_a_page_says_where_it_went_and_leads_to_the_choice(
    house: House, world: World, enter: Enter
) -> None:
    client, note = await enter(world.bo), f"/notes/{world.one.id}"
    done = await client.post(f"{note}/collect", data=BARE)
    assert "Collected in “Collected”" in done.text
    assert f'href="{note}/boards"' in done.text
    assert f'href="{note}">To the note' in done.text
    gone = await client.post(f"{note}/uncollect")
    assert f'action="{note}/put-back"' in gone.text
    back = await client.post(f"{note}/put-back?told")
    assert (back.status_code, back.headers["location"]) == (303, note)
    assert await held(house, world.bo, world.one) == {"Collected"}


async def test_a_stranger_is_asked_in_and_then_it_happens(world: World, enter: Enter) -> None:
    stranger = await enter()
    asked = await stranger.post(f"/notes/{world.one.id}/collect", data=BARE)
    assert urlsplit(asked.headers["location"]).path == "/join"
    assert f"collect%3A{world.one.id}" in asked.headers["location"]
    join = {"handle": "newt", "name": "Newt", "password": "a long road", "locale": "en"}
    act = {"then": f"/notes/{world.one.id}", "act": f"collect:{world.one.id}"}
    assert (await stranger.post("/join", data=join | act)).status_code in {200, 303}
    assert star(await stranger.get(f"/notes/{world.one.id}")) == ("true", "1")
    other = await enter()
    assert (await other.get("/boards")).status_code == 303
    assert (await other.get(f"/notes/{world.one.id}/boards")).status_code == 303
    sheet = await other.get(f"/notes/{world.one.id}/boards", headers=HTMX)
    assert sheet.status_code == 401


async def test_boards_are_chosen_and_a_new_one_is_made_in_place(
    house: House, world: World, enter: Enter
) -> None:
    client, address = await enter(world.bo), f"/notes/{world.one.id}/boards"
    first, second = [await a_board(house, world.bo) for _ in range(2)]
    both = {"shown": [str(first.id), str(second.id)]}
    answer = await client.post(
        address, data=both | {"board": [str(second.id)], "name": "Lisbon", "private": "true"}
    )
    assert "Collected in 2 boards" in answer.text
    assert await held(house, world.bo, world.one) == {"Kitchen", "Lisbon"}
    async with house.database.read() as tx:
        named = {one.name: one for one in await boards_of(tx, world.bo.id, world.bo.id, None, 9)}
    assert named["Lisbon"].private
    shown = await client.get(address)
    assert shown.text.count(" checked") == 2
    only = await client.post(address, data=both | {"board": [str(named["Lisbon"].id)]})
    assert "Collected in “Lisbon”" in only.text
    assert await held(house, world.bo, world.one) == {"Lisbon"}
    none = await client.post(address, data={"shown": [str(named["Lisbon"].id)]}, headers=HTMX)
    assert told(none)["said"]["undo"] == f"/notes/{world.one.id}/put-back"
    assert await held(house, world.bo, world.one) == set()


GOOD: Typed = {"name": "My <board>", "about": "one &amp; two", "private": "true"}


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_what_is_refused_comes_back_as_it_was_typed(
    house: House, world: World, enter: Enter, locale: str
) -> None:
    board = await a_board(house, world.bo, world.one)
    client = await enter(world.bo, locale)
    choosing: Typed = {"name": "n", "board": [str(board.id)]}
    forms = (
        ("/boards", GOOD),
        (f"/boards/{board.id}/edit", GOOD),
        (f"/notes/{world.two.id}/boards", choosing),
    )
    wrong: tuple[tuple[Typed, str], ...] = (
        ({"name": "n" * 61}, "board.name_too_long"),
        ({"name": " \u202e "}, "board.name_empty"),
        ({"about": "a" * 301}, "board.about_too_long"),
    )
    for address, good in forms:
        for bad, code in wrong:
            if not bad.keys() <= good.keys():
                continue
            typed: Typed = good | bad
            answer = await client.post(address, data=typed)
            assert_refused(house, answer, code, locale, action=address)
            assert_kept(answer, address, typed, frozenset())
    stale = f"/notes/{world.two.id}/boards"
    for which in ("x", "4"):
        answer = await client.post(stale, data={"board": [which]})
        assert_refused(house, answer, "board.not_found", locale, action=stale)
    assert await held(house, world.bo, world.two) == set()


async def test_a_board_is_made_edited_deleted_and_brought_back(world: World, enter: Enter) -> None:
    client, other = await enter(world.bo), await enter(world.ana)
    assert (await client.get("/boards/new")).status_code == 200
    made = await client.post("/boards", data={"name": "Kitchen", "about": "To cook."})
    board = made.headers["location"]
    assert "To cook." in (await other.get(board)).text
    assert "/edit" not in (await other.get(board)).text
    changed = await client.post(f"{board}/edit", data={"name": "Gifts", "private": "true"})
    assert changed.headers["location"] == board
    assert "Gifts" in (await client.get(board)).text
    assert (await client.get("/boards")).headers["location"] == "/@bo/boards"
    for page in (board, f"{board}/edit"):
        assert (await other.get(page)).status_code == 404
    assert "Gifts" not in (await other.get("/@bo/boards")).text
    assert "Gifts" in (await client.get("/@bo/boards")).text
    gone = await client.post(f"{board}/delete")
    after = await client.get(gone.headers["location"])
    assert f'action="{board}/restore"' in after.text
    assert (await client.get(board)).status_code == 404
    back = await client.post(f"{board}/restore")
    assert (await client.get(back.headers["location"])).status_code == 200


async def test_notes_are_moved_covered_and_taken_out_by_buttons(
    house: House, world: World, enter: Enter
) -> None:
    board = await a_board(house, world.bo, world.one, world.two)
    client = await enter(world.bo)
    at, two = f"/boards/{board.id}", f"/boards/{board.id}/notes/{world.two.id}"
    assert await in_order(house, board) == ["Two", "One"]
    moved = await client.post(f"{two}/move", data={"way": "down"})
    page = await client.get(moved.headers["location"])
    assert re.search(rf'id="down-{world.two.id}"[^>]* aria-disabled="true" autofocus', page.text)
    assert await in_order(house, board) == ["One", "Two"]
    swapped = await client.post(f"{two}/move", data={"way": "first"}, headers=HTMX)
    assert "Moved: Two" in swapped.text
    assert await in_order(house, board) == ["Two", "One"]
    await client.post(f"/boards/{board.id}/notes/{world.one.id}/cover", data={"on": "yes"})
    async with house.database.read() as tx:
        assert (await see_own_board(tx, world.bo.id, board.id)).cover == world.one.id
    out = await client.post(f"{two}/drop", data=BARE)
    page = await client.get(out.headers["location"])
    assert f'action="{two}/put-back"' in page.text
    assert await in_order(house, board) == ["One"]
    await client.post(f"{two}/put-back", data=BARE)
    assert await in_order(house, board) == ["Two", "One"]
    assert (await client.post(f"{two}/move", data={"way": "sideways"})).status_code == 422
    assert (await (await enter(world.ana)).post(f"{two}/move", data={"way": "up"})).status_code == (
        404
    )
    assert (await client.get(f"{at}/edit?before=x&dropped=y&moved=z")).status_code == 200


async def test_boards_of_people_blocked_and_notes_withdrawn_are_not_shown(
    house: House, world: World, enter: Enter
) -> None:
    board = await a_board(house, world.bo, world.one, world.two)
    ana, cai = await enter(world.ana), await enter()
    assert "2 notes" in (await cai.get(f"/boards/{board.id}")).text
    async with house.database.write() as tx:
        await withdraw(tx, world.ana.id, world.one.id)
    shown = (await cai.get(f"/boards/{board.id}")).text
    assert "1 note<" in shown
    assert "One" not in re.findall(r"<h2[^>]*>([^<]*)</h2>", shown)
    async with house.database.write() as tx:
        await block_person(tx, world.bo.id, world.ana.id)
    assert (await ana.get(f"/boards/{board.id}")).status_code == 404
    assert "Kitchen" not in (await ana.get("/@bo/boards")).text


async def test_a_board_of_many_notes_is_read_in_pages(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
        notes = [await a_note(tx, bo, f"Note {nth:02}") for nth in range(23)]
    board = await a_board(house, bo, *notes)
    client = await enter()
    first = (await client.get(f"/boards/{board.id}")).text
    more = re.search(r'href="(/boards/\d+\?before=\d+&amp;from=20)"', first)
    assert more
    second = await client.get(more[1].replace("&amp;", "&"), headers=HTMX)
    titles = re.findall(r"Note \d\d", first + second.text)
    assert list(dict.fromkeys(titles)) == [f"Note {nth:02}" for nth in range(22, -1, -1)]
    for odd in ("before=-1", "before=x", f"before={'9' * 40}", "after=x.y", "after=1.2.3"):
        assert (await client.get(f"/boards/{board.id}?{odd}")).status_code == 200
        assert (await client.get(f"/@bo/boards?{odd}")).status_code == 200


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_an_address_that_leads_nowhere_says_so(
    house: House, world: World, enter: Enter, locale: str
) -> None:
    client = await enter(world.bo, locale)
    theirs = await a_board(house, world.ana, world.one)
    mine = await a_board(house, world.bo)
    for to, sent, code in (
        ("/boards/x/delete", {}, "entry.not_found"),
        ("/boards/4/delete", {}, "board.not_found"),
        (f"/boards/{theirs.id}/delete", {}, "board.not_found"),
        (f"/boards/{mine.id}/restore", {}, "board.not_found"),
        (f"/boards/{theirs.id}/notes/{world.one.id}/drop", BARE, "board.not_found"),
        (f"/boards/{mine.id}/notes/{world.one.id}/cover", BARE, "board.note_elsewhere"),
        (f"/boards/{mine.id}/notes/{world.one.id}/move", {"way": "up"}, "board.note_elsewhere"),
        ("/notes/4/collect", BARE, "note.not_found"),
        ("/notes/4/uncollect", {}, "note.not_found"),
    ):
        assert_told(house, await client.post(to, data=sent), code, locale, to)


async def test_nothing_is_collected_twice_by_two_doors(
    house: House, world: World, enter: Enter
) -> None:
    client, api = await enter(world.bo), f"/api/serai/v1/notes/{world.one.id}"
    await client.post(f"/notes/{world.one.id}/collect", data=BARE)
    seen = (await client.put(f"{api}/collect")).json()
    assert (seen["collects"], seen["collected"]) == (1, True)
    [board] = (await client.get(f"{api}/boards")).json()["boards"]
    assert (board["name"], board["notes"]) == ("Collected", 1)
    async with house.database.read() as tx:
        assert await collected_by(tx, world.bo.id, [world.one.id]) == {NoteId(world.one.id)}
        assert len(await boards_of(tx, world.bo.id, world.bo.id, None, 9)) == 1
    assert BoardId.parse(board["id"])
