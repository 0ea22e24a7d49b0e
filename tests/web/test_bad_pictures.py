"""Pictures that cannot be taken: the code's sentence on every form, and all that was typed."""

from typing import Final

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.entry import House
from serai.kernel import PictureId
from serai.media import pictures_of
from serai.notes import Note
from tests.conftest import Enter
from tests.media.made import corner, moving, plain, png_header, png_of_hot_air, saved
from tests.web.forms import Typed, alerts, assert_kept, assert_refused, filled
from tests.world import a_note, a_picture, somebody

# What a picture is does not depend on the store.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

JPEG: Final = saved(corner(300, 200), "JPEG")


def cut_short(kind: str) -> bytes:
    whole = saved(corner(900, 600), kind)
    return whole[: len(whole) // 2]


BAD: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "media.not_a_picture"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "media.not_a_picture"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "media.not_a_picture"),
    "a bitmap": (saved(plain(), "BMP"), "media.not_a_picture"),
    "the first bytes alone": (b"\xff\xd8\xff", "media.broken"),
    "a header that lies": (png_header(64, 48), "media.broken"),
    "cut short, JPEG": (cut_short("JPEG"), "media.broken"),
    "cut short, PNG": (cut_short("PNG"), "media.broken"),
    "cut short, WebP": (cut_short("WEBP"), "media.broken"),
    "cut short, HEIC": (cut_short("HEIF"), "media.broken"),
    "cut short, AVIF": (cut_short("AVIF"), "media.broken"),
    "moving, AVIF": (moving("AVIF"), "media.moving"),
    "one pixel": (saved(plain(1, 1), "PNG"), "media.too_small"),
    "one pixel high": (saved(plain(900, 1), "JPEG"), "media.too_small"),
    "30,000 pixels long": (saved(plain(30_000, 20), "PNG"), "media.too_large"),
    "30,000 pixels square": (png_header(30_000, 30_000), "media.too_large"),
    "a bomb of pixels": (png_header(100_000, 100_000), "media.too_large"),
    "a bomb in its profile": (png_of_hot_air(b"iCCP"), "media.broken"),
    "a bomb in its text": (png_of_hot_air(b"zTXt"), "media.broken"),
    "heavier than we take": (JPEG + bytes(20_000_001), "media.too_heavy"),
}

TYPED: Final[Typed] = {
    "title": "My <title>",
    "text": "my text",
    "topics": "#mine, #not-yours",
    "audience": "me",
    "kind": "photo",
    "once": "k1",
}
PROFILE: Final[Typed] = {
    "name": "Ana <i>",
    "bio": "tea & clay",
    "languages": ["zh", "sv"],
}


class World(Struct):
    ana: Person
    note: Note
    loose: PictureId


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
        return World(ana, await a_note(tx, ana), await a_picture(tx, ana.id))


async def send(
    client: httpx.AsyncClient,
    to: str,
    typed: Typed,
    field: str,
    *files: bytes,
) -> httpx.Response:
    parts = [(field, ("a.jpg", data, "image/jpeg")) for data in files]
    return await client.post(to, data=typed, files=parts)


def composers(world: World) -> list[tuple[str, Typed]]:
    """The form for a new note and the one for an old one, each with a picture and its words."""
    return [
        ("/publish", TYPED | {"picture": [str(world.loose)], "alt": ["a <b> wall"]}),
        (
            f"/notes/{world.note.id}/edit",
            TYPED | {"picture": [str(world.note.pictures[0])], "alt": ["a & b"], "once": "k2"},
        ),
    ]


async def test_a_good_picture_is_taken_by_each_form(
    house: House, world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    for to, typed in composers(world):
        answer = await send(client, to, typed, "files", JPEG)
        assert answer.status_code == 303, alerts(answer)
    answer = await send(client, "/settings", PROFILE, "picture", JPEG)
    assert answer.status_code == 303, alerts(answer)
    answer = await client.post("/api/serai/v1/pictures", files={"file": ("a.jpg", JPEG)})
    assert answer.status_code == 201
    async with house.database.read() as look:
        assert len(await pictures_of(look, world.ana.id)) == 6


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", BAD)
async def test_a_bad_picture_is_refused_and_the_rest_of_the_form_stands(
    house: House, world: World, enter: Enter, name: str, locale: str
) -> None:
    data, code = BAD[name]
    client = await enter(world.ana, locale)
    for to, typed in composers(world):
        answer = await send(client, to, typed, "files", JPEG, data)
        assert_refused(house, answer, code, locale, action=to)
        (form,) = filled(answer, to)
        one, another = form["picture"]  # the good one before it need not be sent again
        kept: Typed = {"picture": [one, another], "alt": [*typed["alt"], ""]}
        assert [one] == typed["picture"]
        assert_kept(answer, to, typed | kept, frozenset())
    answer = await send(client, "/settings", PROFILE, "picture", data)
    assert_refused(house, answer, code, locale, action="/settings")
    assert_kept(answer, "/settings", PROFILE, frozenset())


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_program_hears_the_same(
    house: House, world: World, enter: Enter, locale: str
) -> None:
    client = await enter(world.ana, locale)
    for name, (data, code) in BAD.items():
        answer = await client.post("/api/serai/v1/pictures", files={"file": ("a.jpg", data)})
        told = answer.json()
        assert (answer.status_code, told["code"]) == (house.words.refusals[code].status, code), name
        assert told["detail"][:4] == getattr(house.words.refusals[code], locale)[:4]
    async with house.database.read() as look:
        assert len(await pictures_of(look, world.ana.id)) == 2
