"""Ids that are missing, doubled, made up or another's, in forms and in addresses."""

import re
from typing import Final, NamedTuple

import pytest

from serai.entry import House
from serai.notes import by_author
from tests.conftest import Enter
from tests.web.forms import Typed, alerts, assert_kept, assert_refused, assert_told
from tests.web.owned import World, a_world, filled_in

# Ids go to the store as numbers; the rooms' own tests ask both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def world(house: House) -> World:
    return await a_world(house)


NOTE: Final[Typed] = {
    "title": "My <title>",
    "text": "my text",
    "topics": "#mine",
    "audience": "me",
    "picture": ["{loose}", "{second}"],
    "alt": ["a wall", "a door"],
}
GOOD: Final[dict[str, Typed]] = {
    "/publish": NOTE,
    "/notes/{mine}/edit": NOTE,
    "/notes/{open}/comments": {"text": "so <b> good", "answers": "{said}"},
    "/report": {"comment": "{said}", "reason": "spam", "words": "again & again"},
}


class Bad(NamedTuple):
    """A wrong id in a good form; `shown` where a page does not show it again."""

    to: str
    wrong: Typed
    code: str
    shown: Typed = {}  # noqa: RUF012 - never written


NO_PICTURE: Final[Typed] = {"picture": [], "alt": []}
ONE_LEFT: Final[Typed] = {"picture": ["{loose}"], "alt": ["a wall"]}
ALONE: Final[Typed] = {"answers": []}

FORMS: Final = [
    *(
        Bad(to, *rest)
        for to in ("/publish", "/notes/{mine}/edit")
        for rest in (
            (NO_PICTURE, "note.no_pictures"),
            ({"picture": ["{loose}", ""]}, "media.not_found", ONE_LEFT),
            ({"picture": ["{loose}", "x"]}, "media.not_found", ONE_LEFT),
            ({"picture": ["{loose}", "{beyond}"]}, "media.not_found", ONE_LEFT),
            ({"picture": ["{loose}", "{nobodys}"]}, "media.not_found", ONE_LEFT),
            ({"picture": ["{loose}", "{foreign}"]}, "media.not_found", ONE_LEFT),
            ({"picture": ["{loose}", "{loose}"]}, "note.picture_twice"),
        )
    ),
    Bad("/publish", {"picture": ["{loose}", "{used}"]}, "note.picture_used"),
    *(
        Bad("/notes/{open}/comments", {"answers": which}, "comment.not_found", ALONE)
        for which in ("x", "{beyond}", "{nobodys}", "{elsewhere}", "{unsaid}")
    ),
    Bad(
        "/notes/{open}/comments",
        {"answers": ["{said}", "{unsaid}"]},
        "entry.doubled",
        {"answers": "{said}"},
    ),
    Bad("/report", {"comment": ["{said}", "{said}"]}, "entry.doubled", {"comment": "{said}"}),
]

HELLO: Final[Typed] = {"text": "hello"}
MINE_NOW: Final[Typed] = {"title": "mine now", "picture": ["{loose}"]}

PAGES: Final[list[tuple[str, Typed, str]]] = [
    *(
        (f"/notes/{which}/{act}", HELLO, code)
        for act in ("comments", "like", "unlike", "hide")
        for which, code in (
            ("x", "entry.not_found"),
            ("{beyond}", "entry.not_found"),
            ("{nobodys}", "note.not_found"),
            ("{closed}", "note.not_found"),
            ("{gone}", "note.not_found"),
        )
    ),
    *(
        (f"/notes/{which}/{act}", MINE_NOW, code)
        for act in ("edit", "withdraw", "restore")
        for which, code in (
            ("x", "entry.not_found"),
            ("{nobodys}", "note.not_found"),
            ("{open}", "note.not_found"),
            ("{gone}", "note.not_found"),
        )
    ),
    *(
        (f"/comments/{which}/{act}", {}, code)
        for act in ("withdraw", "restore")
        for which, code in (
            ("x", "entry.not_found"),
            ("{nobodys}", "comment.not_found"),
            ("{said}", "comment.not_found"),
            ("{unsaid}", "comment.not_found"),
        )
    ),
    ("/notes/x/unhide", {}, "entry.not_found"),
    ("/report", {"reason": "spam"}, "entry.not_found"),
    ("/report", {"reason": "spam", "note": "x"}, "entry.not_found"),
    ("/report", {"reason": "spam", "note": "{closed}"}, "note.not_found"),
    ("/report", {"reason": "spam", "comment": "{unsaid}"}, "comment.not_found"),
    ("/report", {"reason": "spam", "person": "nobody"}, "entry.not_found"),
    ("/reports/x/take-back", {}, "entry.not_found"),
    ("/reports/{nobodys}/take-back", {}, "report.not_found"),
    ("/reports/{report}/take-back", {}, "report.not_found"),
    *((f"/@nobody/{act}", {}, "entry.not_found") for act in ("follow", "unfollow", "block")),
    ("/@ana/follow", {}, "graph.self"),
    ("/settings/devices/x/end", {}, "entry.not_found"),
    ("/sign-in/link/made-up", {"then": "/"}, "account.link_over"),
    ("/arrive/understood", {"key": "plants"}, "arrive.gone"),
]


async def test_good_ids_are_taken(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    for to, typed in GOOD.items():
        free: Typed = {"picture": ["{used}"]} if "{mine}" in to else {}
        answer = await client.post(world.fill(to), data=filled_in(world, typed | free))
        assert answer.status_code in {200, 303}, alerts(answer)
        assert alerts(answer) == []


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("nth", range(len(FORMS)))
async def test_a_form_with_a_wrong_id_comes_back_with_the_rest(
    house: House, world: World, enter: Enter, nth: int, locale: str
) -> None:
    to, wrong, code, shown = FORMS[nth]
    client, address = await enter(world.ana, locale), world.fill(to)
    typed = GOOD[to] | wrong
    answer = await client.post(address, data=filled_in(world, typed))
    assert_refused(house, answer, code, locale, action=address)
    assert_kept(answer, address, filled_in(world, typed | shown), frozenset())
    async with house.database.read() as look:
        notes = await by_author(look, world.ana.id, world.ana.id, None, 10)
    standing = {one.id: one.edited_at for one in notes}
    assert standing == {world.mine.id: None, world.filmed: None}


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_an_address_with_a_wrong_id_is_told_as_a_page(
    house: House, world: World, enter: Enter, locale: str
) -> None:
    client = await enter(world.ana, locale)
    for to, typed, code in PAGES:
        answer = await client.post(world.fill(to), data=filled_in(world, typed))
        assert_told(house, answer, code, locale, to)


async def test_nobody_ends_another_s_session(world: World, enter: Enter) -> None:
    hers, elsewhere, his = [await enter(one) for one in (world.ana, world.ana, world.bo)]
    shown = (await hers.get("/settings/devices")).text
    (end,) = re.findall(r"/settings/devices/\d+/end", shown)
    assert (await his.post(end)).status_code == 303
    assert (await elsewhere.get("/settings")).status_code == 200
    assert (await hers.post(end)).status_code == 303
    assert (await elsewhere.get("/settings")).status_code == 401
