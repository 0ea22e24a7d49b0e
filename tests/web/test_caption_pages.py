"""Captions on their pages: edited by forms, served behind the gate of the note, translated."""

import asyncio
import re
from collections.abc import Sequence
from typing import NamedTuple

import httpx
import pytest
from msgspec.structs import force_setattr

from serai.accounts import Person
from serai.clips import Clip
from serai.clips.captions import (
    CaptionsDraft,
    Cue,
    captions_of,
    edit_captions,
    keep_heard,
    read_captions,
)
from serai.entry import House
from serai.languages import Interpreter, RememberedEngine
from serai.models import RememberedEars
from serai.notes import Draft, Note, NoteLimits, block_person, follow_author, publish
from tests.clips.spoken import CUES, HEARD, MINE, SECOND
from tests.clips.test_listening import worker
from tests.conftest import Enter
from tests.web.forms import Typed, assert_kept, assert_refused, filled
from tests.world import a_clip, a_note, a_video, somebody


class World(NamedTuple):
    ana: Person
    bo: Person
    clip: Clip
    note: Note
    at: str
    """The page of the captions."""


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx), await somebody(tx, "bo")
        clip = await a_clip(tx, ana.id)
        note = await a_video(tx, ana, clip)
        await keep_heard(tx, clip.id, "en", CUES)
    return World(ana, bo, clip, note, f"/notes/{note.id}/captions")


def form(answer: httpx.Response, world: World) -> dict[str, list[str]]:
    """The fields of the form of the captions."""
    (fields,) = [one for one in filled(answer, world.at) if "was" in one]
    return {name: value for name, value in fields.items() if name != "file"} | {"language": ["en"]}


async def kept(house: House, clip: Clip) -> dict[str, tuple[Cue, ...]]:
    async with house.database.read() as look:
        found = (await captions_of(look, [clip.id])).get(clip.id, [])
    return {one.language: one.cues for one in found}


async def test_the_author_reads_changes_and_saves(house: House, enter: Enter, world: World) -> None:
    client = await enter(world.ana)
    page = await client.get(world.at)
    assert "Made by a machine" in page.text
    fields = form(page, world)
    assert fields["text"] == ["Good morning.", "The kettle is on."]
    assert fields["begins"] == ["0:00.000", "0:01.200"]
    fields["text"][1] = "The kettle is <off>."
    saved = await client.post(world.at, data=fields)
    assert saved.status_code == 303
    shown = await client.get(saved.headers["location"])
    assert "Saved." in shown.text
    assert "Made by a machine" not in shown.text
    assert form(shown, world)["text"][1] == "The kettle is <off>."
    assert (await kept(house, world.clip))["en"][1].text == "The kettle is <off>."


async def test_nobody_else_gets_to_the_page(enter: Enter, house: House, world: World) -> None:
    stranger = await enter()
    answer = await stranger.get(world.at)
    assert answer.headers["location"].startswith("/join")
    other = await enter(world.bo)
    for method, at in (
        ("GET", world.at),
        ("POST", world.at),
        ("POST", f"{world.at}/listen"),
        ("POST", f"{world.at}/en/remove"),
        ("POST", f"{world.at}/en/put-back"),
    ):
        answer = await other.request(method, at, data={"language": "en"})
        assert answer.status_code == 404, at
    assert await kept(house, world.clip) == {"en": CUES}
    async with house.database.write() as tx:
        photo = await a_note(tx, world.ana)
    mine = await enter(world.ana)
    assert (await mine.get(f"/notes/{photo.id}/captions")).status_code == 404


@pytest.mark.parametrize(
    ("act", "texts"),
    [
        ("merge:0", ["Good morning. The kettle is on."]),
        ("drop:0", ["The kettle is on."]),
        ("add:0", ["Good morning.", "", "The kettle is on."]),
        ("split:1", ["Good morning.", "The kettle", "is on."]),
        ("merge:1", ["Good morning.", "The kettle is on."]),
        ("drop:7", ["Good morning.", "The kettle is on."]),
        ("drop:-1", ["Good morning.", "The kettle is on."]),
        ("dance:1", ["Good morning.", "The kettle is on."]),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_step_changes_the_list_and_keeps_nothing(
    house: House, enter: Enter, world: World, act: str, texts: list[str]
) -> None:
    client = await enter(world.ana)
    fields = form(await client.get(world.at), world)
    for headers in ({}, {"hx-request": "true"}):
        answer = await client.post(world.at, data={**fields, "act": act}, headers=headers)
        assert answer.status_code == 200
        assert form(answer, world)["text"] == texts
    assert await kept(house, world.clip) == {"en": CUES}


async def test_a_line_that_was_left_out_comes_back(enter: Enter, world: World) -> None:
    client = await enter(world.ana)
    before = form(await client.get(world.at), world)
    answer = await client.post(world.at, data={**before, "act": "drop:0"})
    assert "One line is left out." in answer.text
    answer = await client.post(world.at, data={**form(answer, world), "act": "back:0"})
    after = form(answer, world)
    for name in ("begins", "ends", "text"):
        assert after[name] == before[name]


FILE = b"1\n00:00:02,000 --> 00:00:03,500\nFrom a <i>file</i>\n"


async def test_a_file_is_read_into_the_form_and_kept_when_it_is_saved(
    house: House, enter: Enter, world: World
) -> None:
    client = await enter(world.ana)
    fields = form(await client.get(world.at), world)
    answer = await client.post(
        world.at, data={**fields, "act": "read"}, files={"file": ("a.srt", FILE)}
    )
    read = form(answer, world)
    assert (read["begins"], read["text"]) == (["0:02.000"], ["From a file"])
    assert await kept(house, world.clip) == {"en": CUES}
    await client.post(world.at, data=read)
    assert await kept(house, world.clip) == {"en": (Cue(2 * SECOND, 3_500_000, "From a file"),)}


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_what_is_wrong_is_told_and_what_was_typed_comes_back(
    house: House, enter: Enter, world: World, locale: str
) -> None:
    client = await enter(world.ana, locale)
    fields = form(await client.get(world.at), world)
    typed = {name: list(values) for name, values in fields.items() if name != "language"}
    mistakes: tuple[tuple[Typed, str], ...] = (
        ({"begins": ["soon", "0:01.2"]}, "captions.bad_time"),
        ({"begins": ["0:05", "0:01.2"], "ends": ["0:04", "0:02"]}, "captions.ends_first"),
        ({"begins": ["9:05", "0:01.2"], "ends": ["9:06", "0:02"]}, "captions.after_end"),
        ({"text": ["a" * 241, "b"]}, "captions.cue_too_long"),
        ({"text": [" ", "\u202e"]}, "captions.empty"),
    )
    for wrong, code in mistakes:
        sent: Typed = {**typed, **wrong}
        answer = await client.post(world.at, data={**sent, "language": "en"})
        assert_refused(house, answer, code, locale, action=world.at)
        assert_kept(answer, world.at, sent, frozenset())
    for file, code in (
        ({}, "captions.no_file"),
        ({"file": ("a.srt", b"\x89PNG\xff")}, "captions.bad_encoding"),
        ({"file": ("a.srt", b"hello")}, "captions.bad_file"),
        ({"file": ("a.srt", b"WEBVTT\n" + b"x" * 10_000_000)}, "captions.file_too_heavy"),
    ):
        read = {**typed, "act": "read", "language": "en"}
        answer = await client.post(world.at, data=read, files=file)
        assert_refused(house, answer, code, locale, action=world.at)
        assert_kept(answer, world.at, {**typed}, frozenset())
    assert await kept(house, world.clip) == {"en": CUES}


async def test_another_tab_was_faster_and_nothing_is_lost(
    house: House, enter: Enter, world: World
) -> None:
    client = await enter(world.ana)
    fields = form(await client.get(world.at), world)
    async with house.database.write() as tx:
        draft = CaptionsDraft("en", MINE, "en", 1)
        await edit_captions(tx, world.ana.id, world.clip.id, draft)
    fields["text"][0] = "Typed here"
    answer = await client.post(world.at, data=fields)
    assert_refused(house, answer, "captions.changed_elsewhere", "en", action=world.at)
    assert await kept(house, world.clip) == {"en": MINE}
    again = form(answer, world)
    assert again["text"][0] == "Typed here"
    assert (await client.post(world.at, data=again)).status_code == 303
    assert (await kept(house, world.clip))["en"][0].text == "Typed here"


async def test_captions_are_taken_away_and_put_back(
    house: House, enter: Enter, world: World
) -> None:
    client = await enter(world.ana)
    answer = await client.post(f"{world.at}/en/remove")
    page = await client.get(answer.headers["location"])
    assert "The captions are taken away." in page.text
    assert "Not a line yet" in page.text
    assert await kept(house, world.clip) == {}
    await client.post(f"{world.at}/en/put-back")
    assert await kept(house, world.clip) == {"en": CUES}


async def test_the_machines_words_come_back_into_the_form(enter: Enter, world: World) -> None:
    client = await enter(world.ana)
    fields = form(await client.get(world.at), world)
    fields["text"][0] = "Mine"
    saved = await client.post(world.at, data=fields)
    mine = await client.get(saved.headers["location"])
    assert "Back to the machine’s words" in mine.text
    answer = await client.post(world.at, data={**form(mine, world), "act": "heard"})
    assert form(answer, world)["text"][0] == "Good morning."


async def test_the_author_has_the_machine_listen(house: House, enter: Enter, world: World) -> None:
    client = await enter(world.ana)
    assert "has not listened yet" in (await client.get(world.at)).text
    await client.post(f"{world.at}/listen")
    assert "is listening" in (await client.get(world.at)).text
    await worker(house.database, house.crew, RememberedEars(HEARD)).drain()
    page = await client.get(world.at)
    assert "This file is not kept here any more." in page.text


async def test_a_track_is_for_whoever_may_see_the_note(
    house: House, enter: Enter, world: World
) -> None:
    at = f"/clips/{world.clip.id}/captions/en.vtt"
    async with house.database.write() as tx:
        fan, rude = await somebody(tx, "fan"), await somebody(tx, "rude")
        await follow_author(tx, fan.id, world.ana.id)
        await block_person(tx, world.ana.id, rude.id)
        shut = await a_clip(tx, world.ana.id)
        closed = Draft(kind="video", clip=shut.id, audience="followers")
        await publish(tx, world.ana, closed, NoteLimits())
        loose = await a_clip(tx, world.ana.id)
        for one in (shut, loose):
            await keep_heard(tx, one.id, "en", CUES)
    roles = {"stranger": None, "rude": rude, "fan": fan, "author": world.ana}
    came = {}
    for name, who in roles.items():
        client = await enter(who)
        came[name] = [
            (await client.get(f"/clips/{one.id}/captions/en.vtt")).status_code
            for one in (world.clip, shut, loose)
        ]
    assert came == {
        "stranger": [200, 404, 404],
        "rude": [200, 404, 404],
        "fan": [200, 200, 404],
        "author": [200, 200, 200],
    }
    stranger = await enter()
    answer = await stranger.get(at)
    assert answer.headers["content-type"].startswith("text/vtt")
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "NOTE made by: machine" in answer.text
    assert read_captions(answer.content, None) == CUES
    again = await stranger.get(at, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    follower = await enter(fan)
    answer = await follower.get(f"/clips/{shut.id}/captions/en.vtt")
    assert answer.headers["cache-control"] == "private, no-store"
    for odd in ("sv", "..", "%2e%2e%2fetc", "e" * 300):
        assert (await stranger.get(f"/clips/{world.clip.id}/captions/{odd}.vtt")).status_code == 404


def tracks(page: str) -> list[tuple[str, str, bool, bool]]:
    """The tracks of a page: language, what it is called, whether a machine made it, and shown."""
    return [
        (
            re.findall(r'srclang="([^"]+)"', one)[0],
            re.findall(r'label="([^"]+)"', one)[0],
            "data-machine" in one,
            one.endswith(" default"),
        )
        for one in re.findall(r"<track ([^>]+)>", page)
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_who_watches_is_shown_the_track_that_they_read(
    house: House, enter: Enter, world: World
) -> None:
    force_setattr(house, "interpreter", Interpreter([RememberedEngine([("en", "pt")])]))
    async with house.database.write() as tx:
        rui = await somebody(tx, "rui", languages=("pt",))
        eva = await somebody(tx, "eva", languages=("sv", "en"))
        await edit_captions(tx, world.ana.id, world.clip.id, CaptionsDraft("sv", MINE))
    shown = {}
    for who, locale in ((world.bo, "en"), (eva, "en"), (rui, "zh")):
        client = await enter(who, locale)
        shown[who.handle] = tracks((await client.get(f"/notes/{world.note.id}")).text)
    english, swedish = ("en", "English, by a machine", True), ("sv", "Swedish", False)
    assert shown["bo"] == [(*english, True), (*swedish, False)]
    assert shown["eva"] == [(*swedish, True), (*english, False)]
    assert shown["rui"] == [
        ("pt", "葡萄牙语（机器翻译）", True, True),
        ("en", "英语（自动生成）", True, False),
        ("sv", "瑞典语", False, False),
    ]


class SlowEngine(RememberedEngine):
    """Takes longer than anybody waits."""

    async def translate(
        self, texts: Sequence[str], source: str, target: str, /
    ) -> list[str] | None:
        await asyncio.sleep(60)
        return await super().translate(texts, source, target)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_captions_are_translated_for_who_does_not_read_them(
    house: House, enter: Enter, world: World
) -> None:
    at = f"/clips/{world.clip.id}/captions/pt.vtt"
    async with house.database.write() as tx:
        reader = await somebody(tx, "rui", languages=("pt",))
    engine = RememberedEngine([("en", "pt")])
    force_setattr(house, "interpreter", Interpreter([engine]))
    client = await enter(reader)
    answer = await client.get(at)
    assert "translated by: machine, from: en" in answer.text
    turned = read_captions(answer.content, None)
    assert [one.text for one in turned] == ["pt: Good morning.", "pt: The kettle is on."]
    assert [(one.begins, one.ends) for one in turned] == [(one.begins, one.ends) for one in CUES]
    asked = len(engine.asked)
    await client.get(at)
    assert len(engine.asked) == asked
    english = await enter(world.bo)
    assert (await english.get(at)).status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_translation_that_is_not_ready_is_asked_for_again_and_one_that_fails_is_told(
    house: House, enter: Enter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serai.web.tracks.PATIENCE", 0.05)
    at = f"/clips/{world.clip.id}/captions/pt.vtt"
    async with house.database.write() as tx:
        reader = await somebody(tx, "rui", languages=("pt",))
    client = await enter(reader)
    force_setattr(house, "interpreter", Interpreter([SlowEngine([("en", "pt")])]))
    waiting = await client.get(at)
    assert (waiting.status_code, waiting.headers["retry-after"], waiting.text) == (202, "3", "")
    await house.interpreter.close()
    broken = RememberedEngine([("en", "pt")])
    broken.closed = True
    force_setattr(house, "interpreter", Interpreter([broken]))
    monkeypatch.setattr("serai.web.tracks.PATIENCE", 5)
    failed = await client.get(at)
    assert failed.status_code == 503


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_hundred_and_more_lines_are_translated_in_one_asking(
    house: House, enter: Enter, world: World
) -> None:
    many = tuple(Cue(n * 101_000, (n + 1) * 101_000, f"Line {n} of many") for n in range(110))
    async with house.database.write() as tx:
        reader = await somebody(tx, "rui", languages=("pt",))
        draft = CaptionsDraft("en", many, "en", 1)
        await edit_captions(tx, world.ana.id, world.clip.id, draft)
    force_setattr(house, "interpreter", Interpreter([RememberedEngine([("en", "pt")])]))
    client = await enter(reader)
    answer = await client.get(f"/clips/{world.clip.id}/captions/pt.vtt")
    turned = read_captions(answer.content, None)
    assert len(turned) == 110
    assert all(one.text.startswith("pt: ") for one in turned)


async def test_programs_read_write_and_take_away(house: House, enter: Enter, world: World) -> None:
    at = f"/api/serai/v1/notes/{world.note.id}/captions"
    stranger, author = await enter(), await enter(world.ana)
    told = (await stranger.get(at)).json()
    assert [one["language"] for one in told["captions"]] == ["en"]
    assert (told["captions"][0]["made_by"], told["captions"][0]["heard"]) == ("machine", None)
    assert read_captions((await stranger.get(told["captions"][0]["url"])).content, None) == CUES
    cues = [{"begins": 0, "ends": SECOND, "text": "Good evening."}]
    assert (await stranger.put(f"{at}/en", json={"cues": cues, "version": 1})).status_code == 401
    late = await author.put(f"{at}/en", json={"cues": cues, "version": 7})
    assert (late.status_code, late.json()["code"]) == (409, "captions.changed_elsewhere")
    made = (await author.put(f"{at}/en", json={"cues": cues, "version": 1})).json()
    assert (made["made_by"], made["version"], len(made["heard"])) == ("author", 2, 2)
    assert await kept(house, world.clip) == {"en": MINE}
    assert (await author.delete(f"{at}/en")).status_code == 204
    assert await kept(house, world.clip) == {}
    assert (await author.post(f"{at}/en/restore")).status_code == 204
    assert await kept(house, world.clip) == {"en": MINE}
    assert (await author.post(at.replace("captions", "listening"))).status_code == 204
    assert (await author.get(at)).json()["listening"] == "listen"
    other = await enter(world.bo)
    assert (await other.put(f"{at}/en", json={"cues": cues})).status_code == 404
    for bad in ({"cues": [{"begins": 0}]}, {"cues": "x"}, {}):
        assert (await author.put(f"{at}/en", json=bad)).status_code == 422
