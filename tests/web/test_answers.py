import json
import re
from datetime import timedelta
from html import unescape

import pytest
from httpx import AsyncClient

from serai.accounts import Person
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import Note, hidden_by, liked_by, see
from serai.store import statement
from tests.conftest import Enter
from tests.world import a_note, somebody

# Pages ask the rooms, whose own tests run on both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SCRIPT = {"HX-Request": "true"}
FORM = {"slot": "0"}


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


@pytest.fixture
async def ben(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ben")


@pytest.fixture
async def note(house: House, ana: Person) -> Note:
    async with house.database.write() as tx:
        return await a_note(tx, ana, "Tomatoes <b>twice</b>", "Salt & patience", topics=("food",))


def events(answer: object) -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = json.loads(answer.headers["hx-trigger"])  # type: ignore[attr-defined]  # an httpx answer
    return told


async def test_a_heart_is_given_once_and_taken_back(
    enter: Enter, house: House, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    for _ in range(2):
        answer = await client.post(f"/notes/{note.id}/like", data=FORM, headers=SCRIPT)
        assert answer.status_code == 204
    async with house.database.read() as look:
        assert (await see(look, ben.id, note.id)).likes == 1
    back = {"referer": f"{house.place.address}/newest"}
    answer = await client.post(f"/notes/{note.id}/unlike", headers=back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/newest")
    async with house.database.read() as look:
        assert await liked_by(look, ben.id, [note.id]) == set()


async def test_a_heart_says_where_the_note_was_met(
    enter: Enter, house: House, ben: Person, note: Note
) -> None:
    from sqlalchemy import select

    from serai.recommend._tables import signal

    client = await enter(ben)
    await client.post(f"/notes/{note.id}/like", data={"page": "abc.0", "slot": "3"})
    asked = statement(
        select(signal.c.page, signal.c.slot).where(signal.c.kind == "like"), lambda *row: row
    )
    async with house.database.read() as look:
        assert await look.all(asked) == [("abc.0", 3)]


@pytest.mark.parametrize("script", [True, False])
async def test_a_stranger_is_asked_in_and_the_heart_is_remembered(
    enter: Enter, note: Note, *, script: bool
) -> None:
    client = await enter(None)
    answer = await client.post(
        f"/notes/{note.id}/like", data=FORM, headers=SCRIPT if script else {}
    )
    to = answer.headers["hx-redirect" if script else "location"]
    assert to == f"/join?then=%2Fnotes%2F{note.id}&act=like%3A{note.id}"


async def test_hiding_says_how_it_is_undone(
    enter: Enter, house: House, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    answer = await client.post(f"/notes/{note.id}/hide", data=FORM, headers=SCRIPT)
    assert events(answer)["gone"] == {"note": str(note.id)}
    assert f'id="note-{note.id}"' not in (await client.get("/")).text
    await client.post(events(answer)["said"]["undo"])
    async with house.database.read() as look:
        assert await hidden_by(look, ben.id, [note.id]) == set()
    plain = await client.post(f"/notes/{note.id}/hide", data=FORM)
    assert f'action="/notes/{note.id}/unhide"' in plain.text


async def test_a_block_closes_the_door_until_it_is_undone(
    enter: Enter, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    answer = await client.post("/@ana/block", headers=SCRIPT)
    assert events(answer)["gone-author"] == {"handle": "ana"}
    assert (await client.get(f"/notes/{note.id}")).status_code == 404
    profile = (await client.get("/@ana")).text
    assert "You blocked Ana" in profile
    assert "Tomatoes" not in profile
    await client.post(events(answer)["said"]["undo"])
    assert (await client.get(f"/notes/{note.id}")).status_code == 200


@pytest.mark.usefixtures("ana")
async def test_following_answers_with_the_button_as_it_is_now(enter: Enter, ben: Person) -> None:
    client = await enter(ben)
    assert "/@ana/unfollow" in (await client.post("/@ana/follow", headers=SCRIPT)).text
    assert 'action="/@ana/follow"' in (await client.post("/@ana/unfollow", headers=SCRIPT)).text
    mine = await client.post("/@ben/follow", headers=SCRIPT)
    assert mine.status_code >= 400


async def test_a_report_comes_with_its_way_back(enter: Enter, ben: Person, note: Note) -> None:
    client = await enter(ben)
    asked = {"note": str(note.id), "reason": "spam", "words": "again and again"}
    answer = await client.post("/report", data=asked, headers=SCRIPT)
    assert (await client.post(events(answer)["said"]["undo"])).status_code == 303
    wrong = await client.post("/report", data=asked | {"reason": ""})
    assert wrong.status_code == 422
    assert "again and again" in wrong.text


async def talk_of(client: AsyncClient, note: Note) -> str:
    return (await client.get(f"/notes/{note.id}")).text.split('id="talk"')[1]


async def test_a_refused_comment_comes_back_as_it_was_typed(
    enter: Enter, ben: Person, note: Note
) -> None:
    client = await enter(ben)
    long = "so " * 400
    for headers in ({}, SCRIPT):
        answer = await client.post(
            f"/notes/{note.id}/comments", data={"text": long}, headers=headers
        )
        assert answer.status_code == 422
        assert long.strip() in answer.text
        assert 'role="alert"' in answer.text


async def test_words_are_said_answered_withdrawn_and_said_after_all(
    enter: Enter, ben: Person, ana: Person, note: Note
) -> None:
    client, maker = await enter(ben), await enter(ana)
    said = await client.post(f"/notes/{note.id}/comments", data={"text": "How long? <i>"})
    which = re.search(r"#c(\d+)$", said.headers["location"])
    assert which
    assert "How long? &lt;i&gt;" in await talk_of(maker, note)
    asked = {"text": "An hour, @ben", "answers": which[1]}
    answered = await maker.post(f"/notes/{note.id}/comments", data=asked, headers=SCRIPT)
    assert 'href="/@ben">@ben</a>' in answered.text
    assert "Author" in answered.text
    gone = await client.post(f"/comments/{which[1]}/withdraw", headers=SCRIPT)
    assert "How long?" not in gone.text
    await client.post(events(gone)["said"]["undo"], headers=SCRIPT)
    assert "How long?" in await talk_of(client, note)
    assert (await maker.post(f"/comments/{which[1]}/withdraw")).status_code == 404


async def test_older_comments_are_behind_a_link(
    enter: Enter, ben: Person, note: Note, clock: HandClock
) -> None:
    client = await enter(ben)
    for nth in range(23):
        clock.advance(timedelta(seconds=1))
        await client.post(f"/notes/{note.id}/comments", data={"text": f"word {nth:02}."})
    first = await talk_of(client, note)
    assert "word 22." in first
    assert "word 02." not in first
    more = re.search(r'href="(/notes/\d+/comments\?[^"]*before=[^"]+)"', first)
    assert more
    assert "word 02." in (await client.get(unescape(more[1]))).text


async def test_glances_of_people_are_kept_and_of_strangers_none(
    enter: Enter, house: House, ben: Person, note: Note
) -> None:
    from sqlalchemy import select

    from serai.recommend._tables import signal

    told = {"kind": "impression", "note": str(note.id), "page": "p.0", "slot": 2, "value": 1}
    for person in (ben, None):
        client = await enter(person)
        assert (await client.post("/glances", json={"glances": [told]})).status_code == 204
    asked = statement(select(signal.c.person, signal.c.kind), lambda *row: row)
    async with house.database.read() as look:
        kept = [row for row in await look.all(asked) if row[1] == "impression"]
    assert kept == [(ben.id, "impression")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"glances": [{"kind": "like", "note": "1"}]},
        {"glances": [{"kind": "dwell", "note": "1", "value": -1}]},
        {"glances": [{"kind": "open", "note": 7}]},
        {"glances": [{"kind": "open", "note": "1"}] * 101},
        {"glances": [{"kind": "open", "note": "1", "page": "x" * 65}]},
    ],
)
async def test_a_beacon_that_is_none_is_refused(
    enter: Enter, ben: Person, wrong: dict[str, object]
) -> None:
    assert (await (await enter(ben)).post("/glances", json=wrong)).status_code == 422
