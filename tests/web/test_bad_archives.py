"""Archives that cannot be read, sent by the form: the code's sentence, and the form once more."""

from collections.abc import AsyncIterator
from typing import Final

import httpx
import pytest

from serai.arrive import sample_archive
from serai.entry import House
from tests.arrive.archives import HOSTILE, zipped
from tests.conftest import Enter
from tests.web.forms import alerts, assert_refused, filled

# An archive is refused before a store is asked.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

GOOD: Final = zipped({"user_data_tiktok.json": '{"a": {"Searches": {"SearchList": [{}]}}}'})
LARGE: Final = zipped({"inside.zip": zipped({"a.json": bytes(100 << 20)}, how=0)})
"""A hundred megabytes of zip in a zip."""

BAD: Final = HOSTILE | {
    "a hundred megabytes of zip in a zip": (LARGE, "arrive.nested"),
    "a good one cut short": (sample_archive(0)[:-100], "arrive.truncated"),
    "a climbing zip": (zipped({"../../a.zip": GOOD}), "arrive.nested"),
    "a name from the root": (zipped({"/etc/passwd": "root"}), "arrive.nothing_known"),
    "another's folder": (zipped({"..\\..\\user.txt": "boo"}), "arrive.nothing_known"),
}


async def send(client: httpx.AsyncClient, *bodies: bytes, field: str = "archive") -> httpx.Response:
    return await client.post("/arrive", files=[(field, ("a.zip", body)) for body in bodies])


async def test_a_good_archive_is_taken(enter: Enter) -> None:
    for body in (GOOD, sample_archive(0)):
        answer = await send(await enter(), body)
        assert answer.headers["location"] == "/arrive/understood", alerts(answer)


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", BAD)
async def test_a_bad_archive_says_why_beside_the_form(
    house: House, enter: Enter, name: str, locale: str
) -> None:
    body, code = BAD[name]
    client = await enter(locale=locale)
    answer = await send(client, body)
    assert_refused(house, answer, code, locale, action="/arrive")
    assert filled(answer, "/arrive/choose"), "the other way in stays open"
    assert house.place.cookie("arrival") not in client.cookies


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_none_and_two_at_once_are_told_apart(house: House, enter: Enter, locale: str) -> None:
    client = await enter(locale=locale)
    twice = await send(client, GOOD, GOOD)
    assert_refused(house, twice, "entry.doubled", locale, action="/arrive")
    for answer in (
        await send(client, GOOD, field="another"),
        await send(client, b""),
        await client.post("/arrive"),
    ):
        assert_refused(house, answer, "arrive.empty", locale, action="/arrive")


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_form_that_is_none_is_told(house: House, enter: Enter, locale: str) -> None:
    client = await enter(locale=locale)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = await client.post("/arrive", content=GOOD, headers={"content-type": kind})
        assert_refused(house, answer, "entry.malformed", locale, action="/arrive")


async def test_a_form_that_comes_letter_by_letter_is_read_all_the_same(enter: Enter) -> None:
    whole = httpx.Request("POST", "http://serai.test", files={"archive": ("a.zip", GOOD)})

    async def letters() -> AsyncIterator[bytes]:
        for letter in whole.read():
            yield bytes([letter])

    headers = {"content-type": whole.headers["content-type"]}
    answer = await (await enter()).post("/arrive", content=letters(), headers=headers)
    assert answer.status_code == 303, alerts(answer)
