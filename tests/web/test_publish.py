import re
from html import unescape

import httpx
import pytest
from httpx import AsyncClient

from serai.accounts import Person
from serai.entry import House
from serai.kernel import NoteId
from serai.media import STYLES, pictures, pictures_of
from serai.notes import Note, by_author, notes
from tests.conftest import Enter
from tests.media.made import corner, moving, plain, png_header, saved
from tests.world import somebody

# Pages ask the rooms, whose own tests run on both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

JPEG = saved(corner(900, 600), "JPEG")


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


async def send(
    client: AsyncClient, *files: bytes, to: str = "/publish", **fields: str | list[str]
) -> httpx.Response:
    """The form as a browser without scripts sends it."""
    listed = [
        (name, value)
        for name, values in ({"act": "publish"} | fields).items()
        for value in (values if isinstance(values, list) else [values])
    ]
    typed = [(name, (None, value)) for name, value in listed]
    chosen = [("files", ("a.jpg", data, "image/jpeg")) for data in files]
    return await client.post(to, files=[*typed, *chosen])


async def note_at(house: House, answer: httpx.Response) -> Note:
    assert answer.status_code == 303, refusal(answer)
    which = NoteId.parse(answer.headers["location"].removeprefix("/notes/"))
    assert which is not None
    async with house.database.read() as look:
        return (await notes(look, [which]))[0]


def refusal(answer: httpx.Response) -> str:
    found = re.search(r"data-refused[^>]*>([^<]*)<", answer.text)
    return unescape(found[1]) if found else ""


def values(answer: httpx.Response, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="(\d+)"', answer.text)


async def test_a_stranger_is_asked_in_first(enter: Enter) -> None:
    stranger = await enter()
    assert (await stranger.get("/publish")).headers["location"] == "/join?then=%2Fpublish"
    assert (await send(stranger, JPEG, title="hello")).status_code == 401
    assert (await stranger.post("/publish/cover", data={"words": "x"})).status_code == 401


async def test_pictures_become_a_note(house: House, enter: Enter, ana: Person) -> None:
    answer = await send(
        await enter(ana),
        JPEG,
        saved(plain(300, 900), "WEBP"),
        saved(plain(200, 200), "AVIF"),
        saved(plain(220, 200), "HEIF"),
        title=" A  walk ",
        text="up the hill #hiking",
        topics="#Trees, autumn",
        audience="followers",
    )
    note = await note_at(house, answer)
    assert (note.kind, note.title, note.audience) == ("photo", "A walk", "followers")
    assert {tag.shown for tag in note.topics} == {"hiking", "Trees", "autumn"}
    async with house.database.read() as look:
        kept = await pictures(look, note.pictures)
    assert [kept[one].width for one in note.pictures] == [900, 300, 200, 220]


async def test_words_become_the_picture(house: House, enter: Enter, ana: Person) -> None:
    answer = await send(await enter(ana), kind="text", words="今天的 brunch", style="rose")
    note = await note_at(house, answer)
    assert (note.kind, note.cover_words, note.cover_style) == ("text", "今天的 brunch", "rose")
    async with house.database.read() as look:
        (cover,) = (await pictures(look, note.pictures)).values()
    assert (cover.kind, cover.width, cover.height) == ("cover", 1080, 1440)
    assert cover.alt == "今天的 brunch"


BAD = {
    "a bomb": (png_header(100_000, 100_000), "too many pixels", "太大"),
    "30,000 pixels": (saved(plain(30_000, 20), "PNG"), "too many pixels", "太大"),
    "cut short": (JPEG[:-900], "damaged", "损坏"),
    "moving": (moving("AVIF"), "moving AVIF", "AVIF"),
    "one pixel": (saved(plain(1, 1), "PNG"), "too small", "太小"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "not a picture", "不是"),
}


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("name", BAD)
async def test_a_bad_picture_is_refused_and_nothing_typed_is_lost(
    house: House, enter: Enter, ana: Person, name: str, locale: str
) -> None:
    data, *sentences = BAD[name]
    client = await enter(ana, locale)
    answer = await send(
        client, JPEG, data, title="My <title>", text="my text", topics="#mine", audience="me"
    )
    assert 400 <= answer.status_code < 500
    assert sentences[locale == "zh"] in refusal(answer)
    for kept in ("My &lt;title&gt;", "my text", "#mine"):
        assert kept in answer.text
    assert re.search(r'value="me" checked', answer.text)
    (good,) = values(answer, "picture")  # the picture before it need not be sent again
    again = await send(client, picture=[good], alt=["a corner"], title="My title")
    note = await note_at(house, again)
    async with house.database.read() as look:
        assert (await pictures(look, note.pictures))[note.pictures[0]].alt == "a corner"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "x" * 65}, 422),
        ({"text": "\U0001f375" * 250_000}, 422),
        ({"audience": "nobody"}, 422),
        ({"kind": "text", "words": ""}, 422),
        ({"kind": "text", "words": "x" * 301}, 422),
        ({"kind": "text", "words": "ok", "style": "gold"}, 422),
        ({"kind": "text", "words": "\U00012000"}, 422),
        ({"kind": "film"}, 422),
        ({"picture": ["x"]}, 404),
        ({"picture": ["9" * 30]}, 404),
    ],
)
async def test_a_refused_form_comes_back_filled(
    house: House, enter: Enter, ana: Person, fields: dict[str, str], code: int
) -> None:
    answer = await send(await enter(ana), **{"text": "my text", "topics": "#mine"} | fields)
    assert answer.status_code == code
    assert refusal(answer)
    assert "#mine" in answer.text
    async with house.database.read() as look:
        assert await by_author(look, ana.id, ana.id, None, 10) == []


async def test_nobody_publishes_another_one_s_picture(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    (mine,) = values(await send(client, JPEG, act="add"), "picture")
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    theirs = await enter(bo)
    answer = await send(theirs, picture=[mine], alt=["mine now"])
    assert answer.status_code == 404
    assert values(answer, "picture") == []
    async with house.database.read() as look:
        assert (await pictures_of(look, ana.id))[0].alt == ""


async def test_the_order_is_changed_by_buttons(enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    shots = [saved(plain(100 + i, 100), "PNG") for i in range(3)]
    answer = await send(client, *shots, act="add", title="kept")
    a, b, c = values(answer, "picture")
    alts = ["first", "second", "third"]
    for act, order in (
        ("later:0", [b, a, c]),
        ("earlier:2", [a, c, b]),
        ("earlier:0", [a, b, c]),
        ("later:2", [a, b, c]),
        ("drop:1", [a, c]),
        ("drop:7", [a, b, c]),
        ("drop:x", [a, b, c]),
        ("later:-1", [a, b, c]),
    ):
        answer = await send(client, picture=[a, b, c], alt=alts, act=act, title="kept")
        assert answer.status_code == 200
        assert values(answer, "picture") == order, act
        assert "kept" in answer.text
        shown = re.findall(r'name="alt"[^>]*>([^<]*)</textarea>', answer.text)
        assert shown[: len(order)] == [dict(zip((a, b, c), alts, strict=True))[x] for x in order]


async def test_a_note_holds_only_so_many_pictures(enter: Enter, ana: Person) -> None:
    tiny = saved(plain(16, 16), "PNG")
    answer = await send(await enter(ana), *[tiny] * 13, title="kept")
    assert answer.status_code == 422
    assert "12" in refusal(answer)
    assert "kept" in answer.text


async def test_a_double_click_makes_one_note(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    twice = [await send(client, kind="text", words="once", once="k1") for _ in range(2)]
    assert twice[0].headers["location"] == twice[1].headers["location"]
    async with house.database.read() as look:
        assert len(await by_author(look, ana.id, ana.id, None, 10)) == 1


@pytest.mark.parametrize("style", [style for style in STYLES if style != "photo"])
async def test_the_cover_is_looked_at_before(enter: Enter, ana: Person, style: str) -> None:
    client = await enter(ana)
    answer = await client.post("/publish/cover", data={"words": "hello", "style": style})
    assert answer.headers["content-type"] == "image/webp"
    drawn = await send(client, kind="text", words="hello", style=style, act="look")
    assert "data-cover" in drawn.text
    assert 'src="data:image/webp;base64,' in drawn.text
    assert 'alt="hello"' in drawn.text


async def test_a_note_is_edited(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    note = await note_at(house, await send(client, JPEG, saved(plain(), "PNG"), title="Before"))
    form = await client.get(f"/notes/{note.id}/edit")
    assert "Before" in form.text
    first, second = values(form, "picture")
    answer = await send(
        client, to=f"/notes/{note.id}/edit", picture=[second], alt=["grey"], title="After"
    )
    edited = await note_at(house, answer)
    assert (edited.id, edited.title, edited.edited_at is not None) == (note.id, "After", True)
    assert [str(one) for one in edited.pictures] == [second]
    async with house.database.read() as look:
        assert [str(one.id) for one in await pictures_of(look, ana.id)] == [second]
    refused = await send(client, to=f"/notes/{note.id}/edit", picture=[second], title="x" * 65)
    assert refused.status_code == 422
    assert f'action="/notes/{note.id}/edit"' in refused.text
    assert first not in refused.text


async def test_an_edited_cover_is_set_anew(house: House, enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    note = await note_at(house, await send(client, kind="text", words="Before", style="sand"))
    form = await client.get(f"/notes/{note.id}/edit")
    assert re.search(r'value="sand"[^>]* checked', form.text)
    answer = await send(client, to=f"/notes/{note.id}/edit", kind="text", words="After")
    edited = await note_at(house, answer)
    assert (edited.cover_words, edited.cover_style) == ("After", "paper")
    async with house.database.read() as look:
        assert [one.id for one in await pictures_of(look, ana.id)] == list(edited.pictures)


async def test_a_note_is_withdrawn_and_brought_back(
    house: House, enter: Enter, ana: Person
) -> None:
    client, stranger = await enter(ana), await enter()
    note = await note_at(house, await send(client, kind="text", words="hello"))
    assert (await stranger.get(f"/notes/{note.id}")).status_code == 200
    page = await client.post(f"/notes/{note.id}/withdraw")
    assert f'action="/notes/{note.id}/restore"' in page.text
    assert (await stranger.get(f"/notes/{note.id}")).status_code == 404
    assert (await client.post(f"/notes/{note.id}/restore")).status_code == 303
    assert (await stranger.get(f"/notes/{note.id}")).status_code == 200


async def test_nobody_edits_another_one_s_note(house: House, enter: Enter, ana: Person) -> None:
    note = await note_at(house, await send(await enter(ana), kind="text", words="hello"))
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    theirs = await enter(bo)
    for answer in (
        await theirs.get(f"/notes/{note.id}/edit"),
        await send(theirs, to=f"/notes/{note.id}/edit", kind="text", words="mine"),
        await theirs.post(f"/notes/{note.id}/withdraw"),
        await theirs.post(f"/notes/{note.id}/restore"),
    ):
        assert answer.status_code == 404
    async with house.database.read() as look:
        assert (await notes(look, [note.id]))[0].cover_words == "hello"
