"""Drafts on pages and over the API: begun, saved, told when to go out, taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from serai.accounts import Person
from serai.entry import House
from serai.entry.told import tell
from serai.jobs import Plan, Worker
from serai.kernel import HandClock, NoteId, Refusal, iso
from serai.notes import NoteLimits, follow_author, notes
from serai.notes.drafts import drafts_of, publish_due
from tests.conftest import Enter
from tests.notes.working import plan
from tests.web.forms import assert_refused, assert_told
from tests.world import a_note, somebody

# Pages ask the rooms, whose own tests run on both stores.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

WORDS = {"kind": "text", "words": "good morning", "title": "Later", "place": "Kyoto"}
V1 = "/api/serai/v1"


@pytest.fixture
async def ana(house: House) -> Person:
    async with house.database.write() as tx:
        return await somebody(tx, "ana")


def in_an_hour(clock: HandClock, ahead: int = 60) -> str:
    return iso(clock.now() + ahead * 60_000_000)[:16]


async def test_a_draft_is_saved_opened_and_published_without_scripts(
    house: House, enter: Enter, ana: Person
) -> None:
    client = await enter(ana)
    answer = await client.post("/publish", data=WORDS | {"act": "save", "hand": "h1"})
    where = answer.headers["location"]
    assert re.fullmatch(r"/publish\?draft=\d+", where)
    page = await client.get(where)
    assert "good morning" in page.text
    assert "Kyoto" in page.text
    assert "You have 1 draft" in (await client.get("/publish")).text
    kept = where.partition("=")[2]
    sent = WORDS | {"kept": kept, "version": "1", "hand": "h2"}
    answer = await client.post("/publish", data=sent)
    assert answer.headers["location"].startswith("/notes/")
    async with house.database.read() as look:
        assert await drafts_of(look, ana.id) == []


async def test_a_script_saves_and_hears_when_another_tab_was_faster(
    enter: Enter, ana: Person
) -> None:
    client = await enter(ana)

    async def save(**more: str) -> Any:
        return (await client.post("/drafts", data=WORDS | more)).json()

    first = await save(hand="one")
    kept = {"kept": first["id"], "version": "1"}
    second = await save(hand="two", words="from two", **kept)
    assert (second["id"], second["version"], second["told"]) == (first["id"], 2, "")
    third = await save(hand="one", words="from one", **kept)
    assert third["id"] != first["id"]
    assert "another tab" in third["told"]
    listed = (await client.get("/drafts")).text
    assert listed.count('class="draft"') == 2


async def test_a_time_is_chosen_and_taken_back(
    house: House, enter: Enter, ana: Person, clock: HandClock
) -> None:
    client = await enter(ana)
    told = WORDS | {"act": "schedule", "hand": "h", "when": in_an_hour(clock)}
    # An hour from now as clocks two hours ahead of UTC show it would be an hour ago.
    early = await client.post("/publish", data=told | {"offset": "120"})
    assert_refused(house, early, "draft.too_soon", "en", action="/publish")
    for when in ("", "soon", "2026-13-01T00:00"):
        answer = await client.post("/publish", data=told | {"when": when})
        assert_refused(house, answer, "draft.no_time", "en", action="/publish")
    answer = await client.post("/publish", data=told)
    where = answer.headers["location"]
    assert where.startswith("/drafts?scheduled=")
    which = where.partition("=")[2]
    assert f'action="/drafts/{which}/unschedule"' in (await client.get(where)).text
    assert "Goes out by itself" in (await client.get(f"/publish?draft={which}")).text
    assert (await client.post(f"/drafts/{which}/unschedule")).status_code == 303
    assert "Not finished" not in (await client.get("/drafts")).text
    assert (await client.post(f"/drafts/{which}/publish")).headers["location"].startswith("/notes/")


async def test_a_time_that_was_typed_is_kept_before_it_counts(
    enter: Enter, ana: Person, clock: HandClock
) -> None:
    client = await enter(ana)
    typed = WORDS | {"when": in_an_hour(clock, 180), "offset": "120"}
    which = (await client.post("/drafts", data=typed)).json()["id"]
    opened = (await client.get(f"/publish?draft={which}")).text
    field = re.search(r'<input type="datetime-local"[^>]*>', opened)
    assert field
    assert f'value="{in_an_hour(clock)}"' in field[0]
    assert "data-utc" in field[0]
    assert "Goes out by itself" not in opened
    kept = (await client.get(f"{V1}/drafts/{which}")).json()
    assert (kept["publish_at"], kept["meant_for"]) == (None, f"{in_an_hour(clock)}:00Z")
    for when in ("soon", "0001-01-01T00:00", "9999-12-31T23:59"):
        again = {"kept": which, "version": "1", "hand": "h", "when": when}
        which = (await client.post("/drafts", data=WORDS | again)).json()["id"]
        assert (await client.get(f"{V1}/drafts/{which}")).json()["meant_for"] is None
    which = (await client.post("/drafts", data=typed)).json()["id"]
    clock.advance(timedelta(hours=1))
    opened = (await client.get(f"/publish?draft={which}")).text
    assert 'name="when" value=""' in opened  # a field with a time that is over could not be sent


async def test_a_draft_is_deleted_and_brought_back(enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    which = (await client.post("/drafts", data=WORDS)).json()["id"]
    answer = await client.post(f"/drafts/{which}/delete")
    assert answer.headers["location"] == f"/drafts?deleted={which}"
    assert "Later" not in (await client.get("/drafts")).text
    await client.post(f"/drafts/{which}/restore")
    assert "Later" in (await client.get("/drafts")).text


async def test_publishing_is_undone_while_it_is_early(
    house: House, enter: Enter, ana: Person, clock: HandClock
) -> None:
    client, stranger = await enter(ana), await enter()
    note = (await client.post("/publish", data=WORDS)).headers["location"]
    assert f'action="{note}/unpublish"' in (await client.get(note)).text
    assert "unpublish" not in (await stranger.get(note)).text
    assert "in Kyoto" in (await stranger.get(note)).text
    where = (await client.post(f"{note}/unpublish")).headers["location"]
    assert "good morning" in (await client.get(where)).text
    assert (await client.get(note)).status_code == 404
    again = (await client.post("/publish", data=WORDS)).headers["location"]
    clock.advance(timedelta(minutes=11))
    assert "unpublish" not in (await client.get(again)).text
    late = await client.post(f"{again}/unpublish")
    assert_told(house, late, "note.published_long_ago", "en", "a late undo")
    async with house.database.read() as look:
        [stands] = await notes(look, [NoteId(int(again.rpartition("/")[2]))])
    assert stands.withdrawn_at is None


SAID = {
    "en": ("Your draft “Later” did not go out at its time", "choose another time below"),
    "zh": ("你的草稿“Later”没能按时发布", "另选时间"),
}


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_a_draft_that_did_not_go_out_is_told_of_and_says_why(
    house: House, enter: Enter, ana: Person, clock: HandClock, locale: str
) -> None:
    told, what_to_do = SAID[locale]
    client = await enter(ana, locale)
    sent = WORDS | {"act": "schedule", "when": in_an_hour(clock)}
    which = (await client.post("/publish", data=sent)).headers["location"].partition("=")[2]
    strict = replace(house.press, note=NoteLimits(title=2))
    clock.advance(timedelta(hours=1, minutes=1))
    work = {**plan().work, **publish_due(strict)}
    await Worker(house.database, Plan(plan().reactions, work)).drain()
    page = (await client.get("/notices?kind=own")).text
    assert told in re.sub("<[^>]+>", "", page)
    assert f'href="/publish?draft={which}"' in page
    why = tell(house.words, locale, Refusal("note.title_too_long", limit=2)).sentence
    assert why in page
    opened = (await client.get(f"/publish?draft={which}")).text
    assert why in opened
    assert what_to_do in opened
    [heard] = (await client.get(f"{V1}/notices")).json()["items"]
    assert (heard["kind"], heard["draft"], heard["note"]) == ("draft", which, None)


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_nobody_touches_another_one_s_drafts(
    house: House, enter: Enter, ana: Person, locale: str
) -> None:
    which = (await (await enter(ana)).post("/drafts", data=WORDS)).json()["id"]
    async with house.database.write() as tx:
        bo = await somebody(tx, "bo")
    theirs, stranger = await enter(bo, locale), await enter(None, locale)
    for act in ("delete", "restore", "unschedule", "publish"):
        answer = await theirs.post(f"/drafts/{which}/{act}")
        assert_told(house, answer, "draft.not_found", locale, act)
        assert (await stranger.post(f"/drafts/{which}/{act}")).status_code == 401
    assert_told(house, await theirs.get(f"/publish?draft={which}"), "draft.not_found", locale, "")
    assert "Later" not in (await theirs.get("/drafts")).text
    assert (await stranger.get("/drafts")).headers["location"].startswith("/join")


async def test_places_are_offered_while_one_is_typed(enter: Enter, ana: Person) -> None:
    client = await enter(ana)
    assert 'value="Kyoto"' in (await client.get("/publish/places", params={"place": "kyo"})).text
    assert "option" not in (await client.get("/publish/places", params={"place": "zzz"})).text


async def test_a_program_keeps_saves_schedules_and_publishes(
    enter: Enter, ana: Person, clock: HandClock
) -> None:
    client = await enter(ana)
    sent = {"kind": "text", "cover_words": "tea", "topics": ["tea"], "audience": "mutuals"}
    typed = {"meant_for": "9999-12-31T23:59:59-14:00"}
    assert (await client.post(f"{V1}/drafts", json=sent | typed)).json()["meant_for"] is None
    typed = {"meant_for": f"{in_an_hour(clock)}:00Z"}
    made = (await client.post(f"{V1}/drafts", json=sent | typed)).json()
    assert made["meant_for"] == typed["meant_for"]
    for one in (await client.get(f"{V1}/drafts")).json()["items"]:
        await client.delete(f"{V1}/drafts/{one['id']}")
    made = (await client.post(f"{V1}/drafts", json=sent)).json()
    at = f"{V1}/drafts/{made['id']}"
    assert (await client.get(at)).json() == made
    stale = await client.put(at, json=sent | {"version": 9})
    assert (stale.status_code, stale.json()["code"]) == (409, "draft.changed_elsewhere")
    saved = (await client.put(at, json=sent | {"version": 1, "place": "Lima"})).json()
    assert (saved["version"], saved["place"]) == (2, "Lima")
    told = await client.put(f"{at}/schedule", json={"at": f"{in_an_hour(clock)}:00Z"})
    assert told.json()["publish_at"].startswith(in_an_hour(clock))
    assert (await client.delete(f"{at}/schedule")).json()["publish_at"] is None
    assert (await client.delete(at)).status_code == 204
    assert (await client.get(f"{V1}/drafts")).json()["items"] == []
    assert (await client.post(f"{at}/restore")).status_code == 200
    note = (await client.post(f"{at}/publish")).json()
    assert (note["audience"], note["place"], note["place_key"]) == ("mutuals", "Lima", "pe-lima")
    back = (await client.post(f"{V1}/notes/{note['id']}/unpublish")).json()
    assert (back["cover_words"], back["topics"]) == ("tea", ["tea"])


async def test_a_note_for_mutuals_is_met_by_them_alone(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo, cy = [await somebody(tx, name) for name in ("ana", "bo", "cy")]
        await follow_author(tx, bo.id, ana.id)
        await follow_author(tx, cy.id, ana.id)
        await follow_author(tx, ana.id, bo.id)
        note = await a_note(tx, ana, "Between us", audience="mutuals")
    seen = {}
    for who in (bo, cy, None):
        answer = await (await enter(who)).get(f"/notes/{note.id}")
        seen[who.handle if who else ""] = answer.status_code
    assert seen == {"bo": 200, "cy": 404, "": 404}
