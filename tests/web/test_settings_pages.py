import io
import re

import pytest
from PIL import Image

from serai.accounts import (
    find,
    hash_password,
    keys_of,
    open_session,
    sessions_of,
    sign_in_with_password,
)
from serai.entry import House
from tests.accounts.authenticator import Device
from tests.conftest import Enter
from tests.world import somebody

GOOD, BETTER = "camel 驼 caravan", "caravan 驿 at dusk"


def a_face() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(held, "PNG")
    return held.getvalue()


async def test_a_profile_is_edited_with_a_picture_and_seen_by_everybody(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    page, stranger = await enter(ana), await enter()
    form = {"name": "安娜", "bio": "Plants & tea", "languages": ["zh", "ja"]}
    saved = await page.post("/settings", data=form, files={"picture": ("me.png", a_face())})
    assert (saved.status_code, saved.headers["location"]) == (303, "/@ana")
    shown = (await page.get("/settings")).text
    assert "Plants &amp; tea" in shown
    assert re.findall(r'value="(\w+)" checked', shown) == ["zh", "ja"]
    [face] = re.findall(r'<img src="(/media/[^"]+)"', shown.split("<main")[1])
    assert (await stranger.get(face)).status_code == 200

    await page.post("/settings", data={"name": "安娜"})
    assert face in (await page.get("/settings")).text, "no file leaves the picture as it is"
    await page.post("/settings", data={"name": "安娜", "no_picture": "true"})
    assert face not in (await page.get("/settings")).text
    async with house.database.read() as tx:
        now = await find(tx, "ana")
    assert now
    assert (now.avatar, now.bio, now.languages) == (None, "", ())


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_profile_that_cannot_be_kept_comes_back_as_it_was_written(
    house: House, enter: Enter, locale: str
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    page = await enter(ana, locale)
    long = "很" * 301
    refused = await page.post("/settings", data={"name": "Ana", "bio": long, "languages": ["sv"]})
    assert refused.status_code == 422
    assert long in refused.text
    assert re.findall(r'value="(\w+)" checked', refused.text) == ["sv"]
    assert ("Nothing was changed" if locale == "en" else "没有任何改动") in refused.text
    broken = {"picture": ("me.png", b"not a picture")}
    refused = await page.post("/settings", data={"name": "Ana"}, files=broken)
    assert 400 <= refused.status_code < 500
    assert 'id="refused"' in refused.text


async def test_settings_are_for_people_and_switches_for_everybody(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", locale="en")
    stranger, page = await enter(), await enter(ana)
    for path in ("", "/keys", "/devices", "/look"):
        assert (await stranger.get(f"/settings{path}")).status_code == 401
        assert (await page.get(f"/settings{path}")).status_code == 200
    here = {"referer": "http://serai.test/sign-in?then=/settings"}
    switched = await stranger.post("/settings/language", data={"locale": "zh"}, headers=here)
    assert switched.headers["location"] == "/sign-in?then=/settings"
    assert "欢迎回来" in (await stranger.get("/sign-in")).text
    await stranger.post("/settings/theme", data={"theme": "dark"})
    assert 'data-theme="dark"' in (await stranger.get("/sign-in")).text
    await stranger.post("/settings/theme", data={"theme": "auto"})
    assert "data-theme" not in (await stranger.get("/sign-in")).text
    assert (await stranger.post("/settings/theme", data={"theme": "pink"})).status_code == 422
    away = {"referer": "http://serai.test//evil.example"}
    switched = await stranger.post("/settings/language", data={"locale": "en"}, headers=away)
    assert switched.headers["location"] == "/"

    await page.post("/settings/language", data={"locale": "zh"})
    elsewhere = await enter(ana)
    assert "个人资料" in (await elsewhere.get("/settings")).text, "a person's choice travels"


async def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(
    house: House, enter: Enter
) -> None:
    hashed = await hash_password(GOOD)
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana", password_hash=hashed)
        await open_session(tx, ana.id, "elsewhere")
    page = await enter(ana)
    wrong = await page.post(
        "/settings/keys/password", data={"password": BETTER, "current": "guessed"}
    )
    assert wrong.status_code == 422
    assert BETTER not in wrong.text
    right = await page.post("/settings/keys/password", data={"password": BETTER, "current": GOOD})
    assert right.headers["location"] == "/settings/keys"
    assert await sign_in_with_password(house.database, "ana", BETTER) == ana
    async with house.database.read() as tx:
        assert [one.label for one in await sessions_of(tx, ana.id)] == ["test"]
    kept = await page.post("/settings/keys/password/drop")
    assert kept.status_code == 409
    assert "last key" in kept.text


async def test_keys_are_added_and_given_up_by_their_holder(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = [await somebody(tx, handle, password_hash="x") for handle in ("ana", "bo")]
    page, device = await enter(ana), Device("http://serai.test")
    asked = (await page.post("/settings/keys/question")).json()
    form = {"ticket": asked["ticket"], "answer": device.make(asked["options"])}
    assert (await page.post("/settings/keys/passkeys", data=form)).status_code == 303
    async with house.database.read() as tx:
        [key] = (await keys_of(tx, ana.id)).passkeys
    drop = f"/settings/keys/passkeys/{key.id}/drop"
    await (await enter(bo)).post(drop)
    assert drop in (await page.get("/settings/keys")).text
    assert (await page.post("/settings/keys/password/drop")).status_code == 303
    assert (await page.post(drop)).status_code == 409
    codes = await page.post("/settings/keys/codes")
    assert len(re.findall(r"<code>", codes.text)) == 10


async def test_other_devices_are_listed_and_ended(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        for label in ("Firefox · Linux", "", "Safari · iPhone"):
            await open_session(tx, ana.id, label)
    page = await enter(ana)
    shown = (await page.get("/settings/devices")).text
    assert "Safari · iPhone" in shown
    ends = re.findall(r"/settings/devices/\d+/end", shown)
    assert len(ends) == 3
    await page.post(ends[0])
    assert len(re.findall(r"/devices/\d+/end", (await page.get("/settings/devices")).text)) == 2
    await page.post("/settings/devices/end-others")
    assert not re.findall(r"/devices/\d+/end", (await page.get("/settings/devices")).text)
