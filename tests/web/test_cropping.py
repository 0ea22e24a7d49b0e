"""Pictures cropped by a plain form and by programs: what is shown, to whom, and what is refused."""

import io
import re

import httpx
import pytest
from PIL import Image

from serai.accounts import Person, ProfileDraft, edit_profile, people
from serai.entry import House
from serai.kernel import PictureId
from serai.media import Picture, box_of, pictures, whole_of
from serai.notes import (
    Draft,
    Note,
    NoteLimits,
    block_person,
    follow_author,
    publish,
    see_own,
    withdraw,
)
from tests.conftest import Enter
from tests.web.forms import Typed, assert_kept, assert_problem, assert_refused, filled
from tests.web.test_media import a_picture
from tests.world import somebody

HALF = {"left": 0, "top": 0, "width": 150, "height": 100}
"""The red quarter of a picture of 300 by 200 pixels."""


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


@pytest.fixture
async def photo(house: House, ana: Person) -> Picture:
    return await a_picture(house, ana)


async def shown_in_a_note(house: House, author: Person, photo: Picture) -> Note:
    async with house.database.write() as tx:
        return await publish(tx, author, Draft(pictures=(photo.id,)), NoteLimits())


async def now(house: House, which: PictureId) -> Picture:
    async with house.database.read() as look:
        return (await pictures(look, [which]))[which]


def crop_of(photo: Picture) -> str:
    return f"/api/serai/v1/pictures/{photo.id}/crop"


def files_of(photo: Picture) -> set[str]:
    return {one.address for one in photo.variants}


def named(page: httpx.Response) -> set[str]:
    """The files of pictures that a page names."""
    return set(re.findall(r"/media/([0-9a-f]{64}\.\w+)", page.text))


async def test_programs_crop_and_bring_the_whole_back(
    enter: Enter, ana: Person, photo: Picture
) -> None:
    client = await enter(ana)
    before = (await client.get(crop_of(photo))).json()
    assert before["part"] == {"left": 0, "top": 0, "width": 300, "height": 200}
    assert before["cropped_at"] is None
    answer = await client.put(crop_of(photo), json=HALF)
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert (said["picture"]["width"], said["picture"]["height"], said["part"]) == (150, 100, HALF)
    assert said["whole"] == before["whole"]
    assert said["whole"]["url"] not in {one["url"] for one in said["picture"]["variants"]}
    assert (await client.get(crop_of(photo))).json() == said
    assert (await client.put(crop_of(photo), json=HALF)).json() == said, "twice is once"
    back = (await client.delete(crop_of(photo))).json()
    assert (back["cropped_at"], back["part"], back["whole"]) == (
        None,
        before["part"],
        before["whole"],
    )
    assert (await client.delete(crop_of(photo))).json() == back


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (HALF | {"width": 1, "height": 1}, "media.crop_too_small"),
        (HALF | {"width": 0}, "media.crop_too_small"),
        (HALF | {"width": 301}, "media.crop_outside"),
        (HALF | {"left": -1}, "media.crop_outside"),
        (HALF | {"left": 10**18}, "media.crop_outside"),
        (HALF | {"left": 0.5}, "entry.malformed"),
        (HALF | {"left": "NaN"}, "entry.malformed"),
        ({"left": 0}, "entry.malformed"),
    ],
)
async def test_a_part_that_is_none_changes_nothing(
    house: House, enter: Enter, ana: Person, photo: Picture, part: dict[str, object], code: str
) -> None:
    answer = await (await enter(ana)).put(crop_of(photo), json=part)
    assert_problem(house, answer, code, "en")
    assert await now(house, photo.id) == photo


async def test_nobody_else_crops_or_learns_how_it_was_cropped(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    async with house.database.write() as tx:
        bo, cy = await somebody(tx, "bo"), await somebody(tx, "cy")
        await follow_author(tx, bo.id, ana.id)
        await block_person(tx, ana.id, cy.id)
    note = await shown_in_a_note(house, ana, photo)
    assert (await (await enter(ana)).put(crop_of(photo), json=HALF)).status_code == 200
    cropped = await now(house, photo.id)
    whole, part = f"/media/{whole_of(cropped).address}", f"/media/{cropped.variants[0].address}"
    for who, code, seen in ((None, 401, 200), (bo, 404, 200), (cy, 404, 200)):
        client = await enter(who)
        for answer in (
            await client.get(crop_of(photo)),
            await client.put(crop_of(photo), json=HALF | {"top": 50}),
            await client.delete(crop_of(photo)),
        ):
            assert answer.status_code == code
        assert (await client.get(whole)).status_code == 404, "what was left out is the owner's"
        if who is not cy:
            assert (await client.get(part)).status_code == seen
            told = (await client.get(f"/api/serai/v1/notes/{note.id}")).text
            assert whole not in told
            assert whole not in (await client.get(f"/notes/{note.id}")).text
    mine = await (await enter(ana)).get(whole)
    assert (mine.status_code, mine.headers["cache-control"]) == (200, "private, no-store")
    assert await now(house, photo.id) == cropped
    for old in photo.variants:
        if old.address != whole_of(photo).address:
            assert (await (await enter()).get(f"/media/{old.address}")).status_code == 404


async def test_the_same_whole_in_somebody_else_s_open_note_is_still_seen(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    theirs = await a_picture(house, bo)
    await shown_in_a_note(house, bo, theirs)
    await shown_in_a_note(house, ana, photo)
    assert (await (await enter(ana)).put(crop_of(photo), json=HALF)).status_code == 200
    address = f"/media/{whole_of(theirs).address}"
    assert (await (await enter()).get(address)).status_code == 200


async def test_the_card_and_the_note_show_the_part_at_once(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    note = await shown_in_a_note(house, ana, photo)
    pages = ("/@ana", f"/notes/{note.id}")
    stranger = await enter()
    for page in pages:
        assert files_of(photo) & named(await stranger.get(page))
    assert (await (await enter(ana)).put(crop_of(photo), json=HALF)).status_code == 200
    cropped = await now(house, photo.id)
    for page in pages:
        files = named(await stranger.get(page))
        assert files & files_of(cropped)
        assert not files & files_of(photo)
    async with house.database.read() as look:
        assert (await see_own(look, ana.id, note.id)).edited_at is not None


async def test_words_faces_and_withdrawn_notes_are_not_cropped(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    client = await enter(ana)
    words = {"kind": "text", "cover_words": "Up the hill"}
    cover = (await client.post("/api/serai/v1/notes", json=words)).json()["pictures"][0]["id"]
    answer = await client.put(f"/api/serai/v1/pictures/{cover}/crop", json=HALF)
    assert_problem(house, answer, "media.crop_cover", "en")
    note = await shown_in_a_note(house, ana, photo)
    assert (await client.put(crop_of(photo), json=HALF)).status_code == 200
    async with house.database.write() as tx:
        await withdraw(tx, ana.id, note.id)
    for answer in (
        await client.put(crop_of(photo), json=HALF),
        await client.delete(crop_of(photo)),
    ):
        assert_problem(house, answer, "media.crop_withdrawn", "en")
    face = await a_picture(house, ana, 320)
    async with house.database.write() as tx:
        ana = await edit_profile(tx, ana, ProfileDraft(name="Ana", avatar=face.id))
    answer = await client.put(crop_of(face), json=HALF)
    assert_problem(house, answer, "media.crop_face", "en")
    assert box_of(await now(house, face.id)).width == 320


TYPED: Typed = {
    "kind": "photo",
    "title": "Two <doors>",
    "text": "as typed",
    "topics": "#doors",
    "audience": "followers",
    "place": "Kyoto",
    "alt": ["a wall", "a door"],
}

FIELDS = ("crop_left", "crop_top", "crop_width", "crop_height")


async def test_a_plain_form_crops_and_loses_nothing(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    client = await enter(ana)
    other = await a_picture(house, ana, 320)
    typed: Typed = {**TYPED, "picture": [str(photo.id), str(other.id)]}

    async def press(act: str, **more: str) -> httpx.Response:
        answer = await client.post("/publish", data={**typed, **more, "act": act})
        assert_kept(answer, "/publish", typed, frozenset())
        return answer

    asked = await press("crop:1")
    assert asked.status_code == 200
    (form,) = filled(asked, "/publish")
    assert [form[name] for name in FIELDS] == [["0"], ["0"], ["100"], ["100"]]
    numbers = {"crop_left": "25", "crop_top": "0", "crop_width": "50,0", "crop_height": "50 %"}
    done = await press("cut:1", **numbers)
    assert "Picture 2 is cropped." in done.text
    cropped = await now(house, other.id)
    assert vars_of(cropped) == (80, 0, 160, 100)
    assert f"/media/{cropped.variants[-1].address}" in done.text
    assert await now(house, photo.id) == photo
    again = await press("crop:1")
    assert 'value="25"' in again.text
    assert "Whole picture again" in again.text
    await press("cut:1:1:1")
    assert vars_of(await now(house, other.id)) == (60, 0, 200, 200)
    whole = await press("whole:1")
    assert "Picture 2 is whole again." in whole.text
    assert vars_of(await now(house, other.id)) == (0, 0, 320, 200)
    for act in ("cut:7", "cut:x", "crop:", "whole:", "crop:7:1:1"):
        assert (await press(act)).status_code == 200


def vars_of(found: Picture) -> tuple[int, int, int, int]:
    box = box_of(found)
    return (box.left, box.top, box.width, box.height)


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (("0", "0", "nan", "50"), "media.crop_no_numbers"),
        (("0", "", "50", "50"), "media.crop_no_numbers"),
        (("60", "0", "60", "50"), "media.crop_outside"),
        (("0", "0", "0", "0"), "media.crop_too_small"),
    ],
)
async def test_numbers_that_are_none_come_back_with_the_reason(
    house: House, enter: Enter, photo: Picture, numbers: tuple[str, str, str, str], code: str
) -> None:
    async with house.database.read() as look:
        owner = (await people(look, [photo.owner]))[photo.owner]
    typed: Typed = {**TYPED, "picture": [str(photo.id)], "alt": ["a wall"]}
    typed |= dict(zip(FIELDS, numbers, strict=True))
    for locale in ("en", "zh"):
        client = await enter(owner, locale)
        answer = await client.post("/publish", data={**typed, "act": "cut:0"})
        assert_refused(house, answer, code, locale, action="/publish")
        assert_kept(answer, "/publish", typed, frozenset())
    assert await now(house, photo.id) == photo


async def test_a_foreign_picture_in_the_form_is_refused_and_stays(
    house: House, enter: Enter, ana: Person
) -> None:
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    theirs = await a_picture(house, bo)
    client = await enter(ana)
    for act in ("crop:0", "cut:0:1:1", "whole:0"):
        form = {"title": "Mine", "picture": str(theirs.id), "alt": "", "act": act}
        answer = await client.post("/publish", data=form)
        assert f"{whole_of(theirs).address}" not in answer.text
        if act != "crop:0":
            assert_refused(house, answer, "media.not_found", "en", action="/publish")
    assert await now(house, theirs.id) == theirs


FILES = {"files", "behind_file", "video"}


def sendable(page: httpx.Response, to: str) -> dict[str, list[str]]:
    """The form as it stands, without its empty files."""
    [form] = filled(page, to)
    return {name: values for name, values in form.items() if name not in FILES}


async def test_a_published_note_s_picture_is_cropped_from_its_edit_page(
    house: House, enter: Enter, ana: Person, photo: Picture
) -> None:
    note = await shown_in_a_note(house, ana, photo)
    client = await enter(ana)
    to = f"/notes/{note.id}/edit"
    form = sendable(await client.get(to), to)
    asked = await client.post(to, data={**form, "act": "crop:0"})
    assert "Crop picture 1" in asked.text
    done = await client.post(to, data={**form, "act": "cut:0:3:4"})
    assert "Picture 1 is cropped." in done.text
    seen = (await (await enter()).get(f"/notes/{note.id}")).text
    cropped = await now(house, photo.id)
    assert (cropped.width, cropped.height) == (150, 200)
    assert f"/media/{cropped.variants[0].address}" in seen
    form = sendable(done, to)
    assert (await client.post(to, data={**form, "act": "publish"})).status_code == 303
    assert await now(house, photo.id) == cropped


async def test_the_files_that_are_served_show_the_part(
    enter: Enter, ana: Person, photo: Picture
) -> None:
    client = await enter(ana)
    said = (await client.put(crop_of(photo), json=HALF)).json()
    for one in said["picture"]["variants"]:
        with Image.open(io.BytesIO((await client.get(one["url"])).content)) as image:
            found = image.convert("RGB").resize((1, 1)).getpixel((0, 0))
        assert isinstance(found, tuple)
        assert found[0] > 200
        assert max(found[1:]) < 60
