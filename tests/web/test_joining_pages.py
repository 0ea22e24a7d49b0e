import re
from datetime import timedelta

import httpx
import pytest

from serai.accounts import (
    find,
    hash_password,
    keys_of,
    make_link,
    make_recovery_codes,
    sign_in_with_password,
)
from serai.arrive import ArriveLimits, choose
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import liked_by
from serai.recommend import TOPICS, interests_of
from serai.web.device import device_of
from serai.web.way import local
from tests.accounts.authenticator import Device
from tests.conftest import Enter
from tests.world import a_note, somebody

GOOD = "camel 驼 caravan"


async def joining(page: httpx.AsyncClient, **more: str) -> httpx.Response:
    form = {"handle": "ana", "name": "安娜", "password": GOOD, "ticket": "", "answer": ""}
    return await page.post("/join", data=form | more)


async def test_a_stranger_joins_with_a_password_and_sees_ten_codes_once(
    house: House, enter: Enter
) -> None:
    page = await enter(locale="zh")
    assert "加入 Serai" in (await page.get("/join")).text
    joined = await joining(page)
    assert joined.status_code == 200
    assert len(re.findall(r"<code>[0-9a-z-]{19}</code>", joined.text)) == 10
    assert joined.headers["cache-control"] == "no-store"
    said = joined.headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=lax" in said
    assert "安娜" in (await page.get("/settings")).text
    async with house.database.read() as tx:
        ana = await find(tx, "ana")
        assert ana
        assert (ana.name, ana.locale, ana.languages) == ("安娜", "zh", ("zh",))
        assert (await keys_of(tx, ana.id)).codes == 10


async def test_a_stranger_joins_and_comes_back_with_a_passkey(enter: Enter) -> None:
    page, device = await enter(), Device("http://serai.test")
    asked = (await page.post("/join/passkey", data={"handle": "ana", "name": "Ana"})).json()
    assert asked["ticket"]
    answer = device.make(asked["options"])
    joined = await joining(page, password="", ticket=asked["ticket"], answer=answer)
    assert "Keep these ten codes" in joined.text

    again = await enter()
    asked = (await again.post("/sign-in/question")).json()
    form = {"ticket": asked["ticket"], "answer": device.sign(asked["options"]), "then": "/settings"}
    entered = await again.post("/sign-in/passkey", data=form)
    assert (entered.status_code, entered.headers["location"]) == (303, "/settings")
    assert (await again.get("/settings/keys")).status_code == 200
    twice = await again.post("/sign-in/passkey", data=form)
    assert twice.status_code == 409
    assert "five minutes" in twice.text


async def test_the_passkey_button_hears_early_that_a_handle_is_taken(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        await somebody(tx, "ana")
    page = await enter(locale="zh")
    heard = await page.post("/join/passkey", data={"handle": "ana"})
    assert heard.status_code == 409
    assert "已经有人用了" in heard.json()["detail"]
    assert heard.headers["content-type"] == "application/problem+json"


REFUSED = [
    ({"handle": "a"}, "account.handle_length"),
    ({"handle": "安娜娜"}, "account.handle_letters"),
    ({"handle": "admin"}, "account.handle_reserved"),
    ({"handle": "taken"}, "account.handle_taken"),
    ({"password": ""}, "account.key_missing"),
    ({"password": "short"}, "account.password_short"),
    ({"password": "Password123"}, "account.password_common"),
    ({"name": "x" * 41}, "account.name_too_long"),
    ({"answer": "{}", "ticket": "made up"}, "account.passkey_late"),
]


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_form_that_cannot_be_taken_comes_back_filled_with_the_reason(
    house: House, enter: Enter, locale: str
) -> None:
    async with house.database.write() as tx:
        await somebody(tx, "taken")
    page = await enter(locale=locale)
    for sent, code in REFUSED:
        form = {"handle": "ana", "name": "Ana & <b>", "password": GOOD, "then": "/settings"} | sent
        refused = await page.post("/join", data=form)
        sentence = house.words.refusals[code]
        assert refused.status_code == sentence.status
        assert f'id="refused">{getattr(sentence, locale).split("{")[0]}' in refused.text
        assert f'value="{form["handle"]}"' in refused.text
        assert "<b>" not in refused.text.split("<main")[1].split("</form>")[0]
        assert 'value="/settings"' in refused.text
        assert GOOD not in refused.text
        assert "set-cookie" not in refused.headers
    async with house.database.read() as tx:
        assert await find(tx, "ana") is None


async def test_a_handle_is_told_to_be_free_or_not_while_it_is_typed(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        await somebody(tx, "ana")
    page = await enter()
    for handle, words in (
        ("bo", "@bo is free"),
        ("ana", "already"),
        ("b!", "a to z"),
        ("", "2 to"),
    ):
        said = await page.get("/join/handle", params={"handle": handle})
        assert words in said.text


async def test_what_a_stranger_meant_to_do_happens_once_they_are_in(
    house: House, enter: Enter
) -> None:
    hashed = await hash_password(GOOD)
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo", password_hash=hashed)
        note = await a_note(tx, bo)
    stranger = await enter()
    way = {"then": f"/notes/{note.id}", "act": f"like:{note.id}"}
    form = await stranger.get("/join", params=way)
    assert f'name="act" value="like:{note.id}"' in form.text
    joined = await joining(stranger, **way)
    assert f'href="/notes/{note.id}"' in joined.text

    back = await enter()
    entered = await back.post("/sign-in", data={"handle": "bo", "password": GOOD, **way})
    assert entered.headers["location"] == f"/notes/{note.id}"
    async with house.database.read() as tx:
        ana = await find(tx, "ana")
        assert ana
        for person in (ana, bo):
            assert await liked_by(tx, person.id, [note.id]) == {note.id}


async def test_a_wish_that_cannot_be_done_keeps_nobody_out(enter: Enter) -> None:
    wishes = ["like:1", "like:x", "like:", "follow:7", "erase:1", "like:" + "9" * 400]
    for number, act in enumerate(wishes):
        joined = await joining(await enter(), handle=f"ana{number}", act=act)
        assert joined.status_code == 200


async def test_an_arrival_becomes_the_newcomers(house: House, enter: Enter) -> None:
    topics = list(TOPICS)[:3]
    async with house.database.write() as tx:
        secret = await choose(tx, topics, ArriveLimits())
    page = await enter()
    page.cookies.set(house.place.cookie("arrival"), secret)
    assert "3 interests" in (await page.get("/join")).text
    joined = await joining(page)
    assert joined.status_code == 200
    async with house.database.read() as tx:
        ana = await find(tx, "ana")
        assert ana
        assert {one.topic for one in await interests_of(tx, ana.id)} == set(topics)
    forgotten = [one for one in joined.headers.get_list("set-cookie") if "Max-Age=0" in one]
    assert [one.partition("=")[0] for one in forgotten] == [house.place.cookie("arrival")]


async def test_recovery_and_an_operators_link_let_in_once(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        codes = await make_recovery_codes(tx, ana.id)
        link = await make_link(tx, ana.id)
    page = await enter()
    form = {"handle": "ana", "code": codes[3]}
    entered = await page.post("/sign-in/recovery", data=form)
    assert entered.headers["location"] == "/settings/keys"
    assert "9 codes left" in (await page.get("/settings/keys")).text
    refused = await page.post("/sign-in/recovery", data=form)
    assert refused.status_code == 401
    assert codes[3] not in refused.text

    other = await enter()
    address = f"/sign-in/link/{link}"
    assert "@ana" in (await other.get(address)).text
    assert "@ana" in (await other.get(address)).text, "looking does not use it up"
    assert (await other.post(address, data={"then": ""})).headers["location"] == "/"
    assert (await other.get("/settings")).status_code == 200
    assert (await other.get(address)).status_code == 410


async def test_who_lost_their_password_sets_a_new_one_after_a_code_or_a_link(
    house: House, enter: Enter, clock: HandClock
) -> None:
    hashed = await hash_password("forgotten for ever")
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
        [code, *_] = await make_recovery_codes(tx, ana.id)
        early, late = [await make_link(tx, ana.id) for _ in range(2)]
    by_code, by_link, too_late = [await enter() for _ in range(3)]
    await by_code.post("/sign-in/recovery", data={"handle": "ana", "code": code})
    await by_link.post(f"/sign-in/link/{early}", data={"then": ""})
    for page in (by_code, by_link):
        assert 'name="current"' not in (await page.get("/settings/keys")).text
    form = {"password": "some new words"}
    assert (await by_code.post("/settings/keys/password", data=form)).status_code == 303
    assert (await by_link.post("/settings/keys/password", data=form)).status_code == 401, "ended"
    assert await sign_in_with_password(house.database, "ana", "some new words") == ana
    assert 'name="current"' in (await by_code.get("/settings/keys")).text

    await too_late.post(f"/sign-in/link/{late}", data={"then": ""})
    clock.advance(timedelta(minutes=15))
    assert 'name="current"' in (await too_late.get("/settings/keys")).text
    refused = await too_late.post("/settings/keys/password", data={"password": "third new words"})
    assert refused.status_code == 422


async def test_signing_out_ends_the_session_itself(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    page = await enter(ana)
    token = page.cookies[house.place.cookie("session")]
    assert (await page.post("/sign-out")).headers["location"] == "/"
    page.cookies.set(house.place.cookie("session"), token)
    assert (await page.get("/settings")).status_code == 401


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/notes/7?x=1", True),
        ("/@ana", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example", False),
        ("/a\nb", False),
        ("/a\\b", False),
        ("", False),
        ("/" + "a" * 300, False),
    ],
)
def test_the_way_on_never_leaves_the_house(path: str, kept: bool) -> None:  # noqa: FBT001 - a table's column
    assert local(path) == (path if kept else "")


def test_a_device_is_called_by_browser_and_system_alone() -> None:
    chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
    assert device_of(chrome) == "Chrome · Linux"
    assert device_of("curl/8") == ""
