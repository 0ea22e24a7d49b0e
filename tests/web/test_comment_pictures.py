"""A picture of a comment: sent with it, seen as far as it, gone with it."""

from datetime import timedelta

import httpx
import pytest

from serai import comments, media
from serai.accounts import Person
from serai.comments import restore, thread, withdraw
from serai.entry import House
from serai.kernel import HandClock, to_json
from serai.media import Picture, pictures_of, tidy_work
from serai.notes import Draft, Note, NoteLimits, block_person, publish
from serai.notes import withdraw as withdraw_note
from serai.plan import is_shown
from tests.conftest import Enter
from tests.media.made import corner, saved
from tests.notices.hearing import hear
from tests.web.forms import alerts, assert_refused
from tests.world import a_note, a_picture, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
JPEG = saved(corner(900, 600), "JPEG")


async def world(house: House) -> tuple[Person, Person, Note]:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        return ana, bo, await a_note(tx, ana)


async def say(
    client: httpx.AsyncClient, note: Note, data: bytes = JPEG, **typed: str
) -> httpx.Response:
    words = {"text": "look at this", "alt": "a red corner"} | typed
    files = {"files": ("a.jpg", data, "image/jpeg")} if data else None
    return await client.post(f"/notes/{note.id}/comments", data=words, files=files)


async def only_picture(house: House, person: Person) -> Picture:
    async with house.database.read() as look:
        [picture] = [one for one in await pictures_of(look, person.id) if one.kind == "photo"]
    return picture


def large(picture: Picture) -> str:
    return f"/media/{max(picture.variants, key=lambda cut: cut.width).address}"


async def test_a_picture_comes_with_a_comment_and_is_shown_small_with_a_way_to_the_large_one(
    house: House, enter: Enter
) -> None:
    _, bo, note = await world(house)
    client = await enter(bo)
    answer = await say(client, note)
    assert answer.status_code == 303, alerts(answer)
    picture = await only_picture(house, bo)
    assert picture.alt == "a red corner"
    shown = (await (await enter()).get(f"/notes/{note.id}")).text
    assert 'alt="a red corner"' in shown
    assert f'class="said-picture" href="{large(picture)}"' in shown
    assert 'width="640" height="480"' in shown, "its box is there before it is"
    assert (await (await enter()).get(large(picture))).status_code == 200


@pytest.mark.parametrize(("locale", "word"), [("en", "A picture"), ("zh", "一张图片")])
async def test_a_picture_alone_is_a_comment_and_is_called_one(
    house: House, enter: Enter, locale: str, word: str
) -> None:
    ana, bo, note = await world(house)
    client, theirs = await enter(bo), await enter(ana, locale)
    empty = await say(client, note, b"", text=" ", alt="")
    assert_refused(house, empty, "comment.empty", "en", action=f"/notes/{note.id}/comments")
    for alt in ("", "a red corner"):
        assert (await say(client, note, text=" ", alt=alt)).status_code == 303
    await hear(house.database)
    page = (await theirs.get(f"/notes/{note.id}")).text
    assert page.count('class="said-picture"') == 2
    assert 'class="said"' not in page
    told = (await theirs.get("/notices?kind=talk")).text
    assert f'<p class="quote">{word}: a red corner</p>' in told
    lines = {word, f"{word}: a red corner"}
    [heard] = (await theirs.get("/api/serai/v1/notices")).json()["items"]
    assert heard["text"] in lines
    talk = (await theirs.get(f"/api/serai/v1/notes/{note.id}/comments")).json()["items"]
    assert {one["comment"]["line"] for one in talk} == lines
    assert {one["comment"]["text"] for one in talk} == {""}


async def test_a_refused_file_costs_no_word(house: House, enter: Enter) -> None:
    _, bo, note = await world(house)
    client = await enter(bo)
    answer = await say(client, note, b"<svg/>", text="my <words>")
    assert_refused(house, answer, "media.not_a_picture", "en", action=f"/notes/{note.id}/comments")
    assert "my &lt;words&gt;</textarea>" in answer.text
    assert 'value="a red corner"' in answer.text
    async with house.database.read() as look:
        assert await pictures_of(look, bo.id) == []
        assert await thread(look, bo.id, note.id, None, 9) == []


async def test_a_picture_that_was_taken_in_need_not_be_sent_twice(
    house: House, enter: Enter
) -> None:
    _, bo, note = await world(house)
    client = await enter(bo)
    answer = await say(client, note, text="x" * 601)
    assert_refused(house, answer, "comment.too_long", "en", action=f"/notes/{note.id}/comments")
    picture = await only_picture(house, bo)
    assert f'name="picture" value="{picture.id}"' in answer.text
    again = await say(client, note, b"", text="shorter", picture=str(picture.id))
    assert again.status_code == 303, alerts(again)
    async with house.database.read() as look:
        [said] = await thread(look, None, note.id, None, 9)
    assert said.comment.picture == picture.id


async def test_a_picture_of_a_comment_goes_as_far_as_the_comment(
    house: House, enter: Enter
) -> None:
    ana, bo, note = await world(house)
    async with house.database.write() as tx:
        cai = await somebody(tx, "cai")
    await say(await enter(bo), note)
    address = large(await only_picture(house, bo))
    stranger, blocked = await enter(), await enter(cai)
    assert [(await one.get(address)).status_code for one in (stranger, blocked)] == [200, 200]
    async with house.database.write() as tx:
        await block_person(tx, bo.id, cai.id)
        draft = Draft(audience="followers", pictures=(await a_picture(tx, ana.id),))
        await publish(tx, ana, draft, NoteLimits())
    assert (await stranger.get(address)).status_code == 200, "strangers still see an open note"
    async with house.database.write() as tx:
        await withdraw_note(tx, ana.id, note.id)
    assert [(await one.get(address)).status_code for one in (stranger, blocked)] == [404, 404]


async def test_a_withdrawn_comment_shows_no_picture_and_after_a_week_has_none(
    house: House, enter: Enter, clock: HandClock
) -> None:
    _, bo, note = await world(house)
    await say(await enter(bo), note)
    picture = await only_picture(house, bo)
    async with house.database.write() as tx:
        [said] = await thread(tx, bo.id, note.id, None, 9)
        await withdraw(tx, bo.id, said.comment.id)
    assert (await (await enter()).get(large(picture))).status_code == 404
    async with house.database.write() as tx:
        await restore(tx, bo.id, said.comment.id)
    assert (await (await enter()).get(large(picture))).status_code == 200
    tidy = tidy_work(is_shown)
    await tidy(house.database, to_json(picture.id))
    assert await only_picture(house, bo) == picture, "what stands is kept"
    async with house.database.write() as tx:
        await withdraw(tx, bo.id, said.comment.id)
    clock.advance(timedelta(days=7))
    await tidy(house.database, to_json(picture.id))
    async with house.database.write() as tx:
        assert await pictures_of(tx, bo.id) == []
        back = await restore(tx, bo.id, said.comment.id)
    assert back.text == "look at this"
    assert (await (await enter(bo)).get(large(picture))).status_code == 404
    assert (await (await enter()).get(f"/notes/{note.id}")).status_code == 200


async def test_who_is_forgotten_leaves_no_picture(house: House, enter: Enter) -> None:
    _, bo, note = await world(house)
    await say(await enter(bo), note)
    address = large(await only_picture(house, bo))
    async with house.database.write() as tx:
        for forget in (comments.erase, media.erase):
            await forget(tx, bo.id)
        assert await pictures_of(tx, bo.id) == []
    assert (await (await enter()).get(address)).status_code == 404


async def test_programs_send_a_picture_with_a_comment_once(house: House, enter: Enter) -> None:
    ana, bo, note = await world(house)
    client = await enter(bo)
    sent = await client.post("/api/serai/v1/pictures", files={"file": ("a.jpg", JPEG)})
    which = sent.json()["id"]
    to = f"/api/serai/v1/notes/{note.id}/comments"
    said = await client.post(to, json={"text": "here", "picture": which})
    assert (said.status_code, said.json()["picture"]["id"]) == (201, which)
    again = await client.post(to, json={"text": "again", "picture": which})
    assert (again.status_code, again.json()["code"]) == (409, "comment.picture_used")
    theirs = await client.post(to, json={"text": "theirs", "picture": str(note.pictures[0])})
    assert (theirs.status_code, theirs.json()["code"]) == (404, "media.not_found")
    held = await client.delete(f"/api/serai/v1/pictures/{which}")
    assert (held.status_code, held.json()["code"]) == (409, "media.in_use")
    read = (await (await enter(ana)).get(to)).json()
    assert [one["comment"]["text"] for one in read["items"]] == ["here"]
