"""Leaving on its page: with a passkey as the proof, or with the handle typed."""

import httpx
import pytest

from serai.accounts import OPEN, Person, ask_for_new_passkey, check_new_passkey, doors, keep_passkey
from serai.entry import House
from serai.web.way import origin_of
from tests.accounts.authenticator import Device
from tests.conftest import Enter
from tests.web.forms import assert_refused
from tests.world import somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "/settings/leave"


async def with_a_key(house: House, handle: str) -> tuple[Person, Device]:
    """Somebody who has a passkey and no password, and the device that holds it."""
    origin = origin_of(house.place)
    device = Device(origin.origin)
    async with house.database.write() as tx:
        person = await somebody(tx, handle)
        asked = await ask_for_new_passkey(tx, origin, handle, handle)
    async with house.database.write() as tx:
        key = await check_new_passkey(tx, origin, asked.ticket, device.make(asked.options))
        await keep_passkey(tx, person.id, key, "")
    return person, device


async def answered(client: httpx.AsyncClient, device: Device, to: str) -> httpx.Response:
    asked = (await client.post(f"{PAGE}/question")).json()
    form = {"ticket": asked["ticket"], "answer": device.sign(asked["options"])}
    return await client.post(to, data=form)


async def has_left(house: House, person: Person) -> bool:
    async with house.database.read() as tx:
        return (await doors(tx, [person.id])).get(person.id, OPEN).left


async def test_a_passkey_confirms_that_its_holder_leaves(house: House, enter: Enter) -> None:
    ana, device = await with_a_key(house, "ana")
    client = await enter(ana)
    page = (await client.get(PAGE)).text
    assert f'action="{PAGE}/passkey"' in page
    assert 'name="typed"' in page, "the way without scripts"
    answer = await answered(client, device, f"{PAGE}/passkey")
    assert answer.status_code == 200
    assert await has_left(house, ana)
    assert (await client.get(PAGE)).status_code == 401


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_another_one_s_passkey_ends_no_account(
    house: House, enter: Enter, locale: str
) -> None:
    ana, _ = await with_a_key(house, "ana")
    _, theirs = await with_a_key(house, "bo")
    client = await enter(ana, locale)
    answer = await answered(client, theirs, f"{PAGE}/passkey")
    assert_refused(house, answer, "account.passkey_not_yours", locale, action=PAGE)
    late = await client.post(f"{PAGE}/passkey", data={"ticket": "none", "answer": "{}"})
    assert_refused(house, late, "account.passkey_late", locale, action=PAGE)
    assert not await has_left(house, ana)


async def test_who_has_no_passkey_is_not_offered_one(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        cai = await somebody(tx, "cai")
    client = await enter(cai)
    assert "passkey" not in (await client.get(PAGE)).text.partition("<main")[2]
    asked = await client.post(f"{PAGE}/question")
    assert (asked.status_code, asked.json()["code"]) == (409, "account.no_passkey")
    left = await client.post(PAGE, data={"typed": "@cai"})
    assert left.status_code == 200
    assert await has_left(house, cai)
