"""Bodies that are no forms: broken, endless, of another kind; the page says so in its language."""

from collections.abc import AsyncIterator
from typing import Final

import pytest

from serai.accounts import Person
from serai.entry import House
from serai.entry.body import FORM_LIMIT
from serai.notes import Note
from tests.conftest import Enter
from tests.web.forms import assert_refused, assert_told, filled
from tests.world import a_note, somebody

# No store is asked before a body is read.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

FORMS: Final = (
    *("/join", "/sign-in", "/sign-in/recovery", "/settings", "/settings/keys/password"),
    *("/publish", "/notes/{note}/edit", "/arrive/choose"),
)
"""Addresses whose page can be drawn without anything typed."""

NUMBERS: Final = b'{"handle": 7, "name": 7, "password": 7, "title": 7, "topic": 7}'
MULTIPART: Final = "multipart/form-data; boundary=x"
BODIES: Final = {
    "json cut short": ("application/json", b'{"handle": "a', "entry.malformed"),
    "json of another shape": ("application/json", b"[1, 2]", "entry.malformed"),
    "json of numbers": ("application/json", NUMBERS, "entry.malformed"),
    "json nested deep": ("application/json", b"[" * 100_000, "entry.malformed"),
    "json without end": ("application/json", b'"' + b"x" * (1 << 20), "entry.too_large"),
    "no boundary": ("multipart/form-data", b"--x\r\n", "entry.malformed"),
    "another boundary": (MULTIPART, b"--y\r\n\r\nhello\r\n--y--", "entry.malformed"),
    "a part without a name": (MULTIPART, b"--x\r\n\r\nhello\r\n--x--", "entry.malformed"),
    "plain words": ("text/plain", b"hello", "entry.unknown_encoding"),
    "a picture": ("image/png", b"\x89PNG", "entry.unknown_encoding"),
}


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


@pytest.fixture
async def note(house: House, ana: Person) -> Note:
    async with house.database.write() as tx:
        return await a_note(tx, ana)


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", BODIES)
async def test_a_body_that_is_no_form_is_told_beside_an_empty_one(
    house: House, enter: Enter, ana: Person, note: Note, name: str, locale: str
) -> None:
    kind, body, code = BODIES[name]
    client = await enter(ana, locale)
    for path in FORMS:
        to = path.format(note=note.id)
        answer = await client.post(to, content=body, headers={"content-type": kind})
        assert_refused(house, answer, code, locale, action=to)


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_without_a_form_to_draw_it_is_told_on_a_page(
    house: House, enter: Enter, ana: Person, locale: str
) -> None:
    client = await enter(ana, locale)
    broken = await client.post("/report", content=b"hello", headers={"content-type": MULTIPART})
    assert_told(house, broken, "entry.malformed", locale, "/report")
    for to in ("/settings/theme", "/settings/language"):
        answer = await client.post(to, data={"theme": "pink", "locale": "xx"})
        assert_told(house, answer, "entry.malformed", locale, to)


async def endless() -> AsyncIterator[bytes]:
    yield b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n'
    while True:
        yield bytes(1 << 20)


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_form_without_end_is_left_at_its_limit(
    house: House, enter: Enter, ana: Person, locale: str
) -> None:
    client = await enter(ana, locale)
    kind = {"content-type": MULTIPART}
    answer = await client.post("/publish", content=endless(), headers=kind)
    assert_refused(house, answer, "entry.too_large", locale, action="/publish")
    said = kind | {"content-length": str(FORM_LIMIT + 1)}
    answer = await client.post("/publish", content=b"--x", headers=said)
    assert_refused(house, answer, "entry.too_large", locale, action="/publish")
    assert filled(answer, "/publish")
