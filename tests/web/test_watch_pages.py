"""Pages that play: Watch, a video's note, its card; what is sent where data is to be saved."""

import re

import httpx
import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.clips import Rung
from serai.entry import House
from serai.notes import Audience, Draft, Note, NoteLimits, publish
from serai.store import Write
from tests.conftest import Enter
from tests.world import a_clip, a_note, somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

SCRIPT = {"HX-Request": "true"}


class World(Struct):
    ana: Person
    bo: Person
    video: Note
    mine: Note
    still: Note


def rung(width: int, letter: str) -> Rung:
    return Rung(width, width * 16 // 9, width * 2_000, "avc1.64001f", 9, letter * 64 + ".mp4", "")


async def a_video(tx: Write, author: Person, title: str, audience: Audience = "everyone") -> Note:
    rungs = [rung(width, letter) for width, letter in ((360, "a"), (720, "b"), (1080, "c"))]
    clip = await a_clip(tx, author.id, *rungs, seconds=75)
    draft = Draft(kind="video", title=title, clip=clip.id, audience=audience, topics=("tea",))
    return await publish(tx, author, draft, NoteLimits())


@pytest.fixture
async def world(house: House) -> World:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        video = await a_video(tx, bo, "Pouring")
        mine = await a_video(tx, bo, "For nobody else", "me")
        return World(ana, bo, video, mine, await a_note(tx, bo, "A picture"))


def sources(answer: httpx.Response) -> list[str]:
    return re.findall(r'<source src="/media/(.)\1{63}\.mp4"', answer.text)


async def test_strangers_watch_and_without_a_script_the_browser_plays(
    world: World, enter: Enter
) -> None:
    answer = await (await enter(None)).get("/watch")
    assert answer.status_code == 200
    assert answer.text.count('<article class="reel"') == 1
    assert "<video controls playsinline" in answer.text
    assert 'aria-label="Pouring"' in answer.text
    assert sources(answer) == ["b", "a", "c"], "the usual size first"
    assert f'data-note="{world.video.id}"' in answer.text
    assert 'href="/watch?after=' in answer.text
    assert "For nobody else" not in answer.text
    assert f'href="/notes/{world.video.id}/why?page=' in answer.text


async def test_where_data_is_to_be_saved_the_smallest_size_comes_first(
    world: World, enter: Enter
) -> None:
    answer = await (await enter(world.ana)).get("/watch", headers={"save-data": "on"})
    assert sources(answer) == ["a", "b", "c"]


async def test_it_begins_at_a_video_and_leads_to_the_note_of_anything_else(
    world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    begun = await client.get(f"/watch/{world.video.id}")
    assert begun.text.count('<article class="reel"') == 1
    other = await client.get(f"/watch/{world.still.id}")
    assert (other.status_code, other.headers["location"]) == (303, f"/notes/{world.still.id}")
    assert (await client.get(f"/watch/{world.mine.id}")).status_code == 404
    own = await (await enter(world.bo)).get(f"/watch/{world.mine.id}")
    assert "For nobody else" in own.text


async def test_the_next_page_comes_as_a_piece_and_the_last_one_ends(
    world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    first = await client.get("/watch", headers=SCRIPT)
    assert first.text.count('<article class="reel"') == 1
    assert "<html" not in first.text
    [more] = re.findall(r'href="(/watch\?after=[^"]+)"', first.text)
    assert "reel" not in (await client.get(more, headers=SCRIPT)).text


async def test_the_talk_lies_over_a_video_and_stands_under_its_note_without_a_script(
    world: World, enter: Enter
) -> None:
    client = await enter(world.ana)
    sheet = await client.get(f"/watch/{world.video.id}/talk", headers=SCRIPT)
    assert 'id="talk"' in sheet.text
    assert f'action="/notes/{world.video.id}/comments"' in sheet.text
    plain = await client.get(f"/watch/{world.video.id}/talk")
    assert plain.headers["location"] == f"/notes/{world.video.id}#talk"
    assert (await client.get(f"/watch/{world.mine.id}/talk")).status_code == 404


async def test_a_card_says_how_long_and_its_note_plays(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    page = await client.get("/")
    assert re.search(r'class="lasts number">.*1:15</span>', page.text)
    note = await client.get(f"/notes/{world.video.id}")
    assert '<serai-clip class="clip tall" data-mode="note"' in note.text
    assert "clip.js" in note.text
    assert "serai-carousel" not in note.text
    still = await client.get(f"/notes/{world.still.id}")
    assert "clip.js" not in still.text
    assert "serai-carousel" in still.text


async def test_where_nobody_published_a_video_it_says_what_belongs_there(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    assert 'href="/publish">Publish a note</a>' in (await (await enter(ana)).get("/watch")).text
    stranger = (await (await enter(None)).get("/watch")).text
    assert "No video has come by yet" in stranger
    assert "/arrive" in stranger


async def test_why_speaks_of_the_page_of_videos(world: World, enter: Enter) -> None:
    client = await enter(world.ana)
    page = (await client.get("/watch")).text
    [why] = set(re.findall(rf'href="(/notes/{world.video.id}/why\?page=[^"]+)"', page))
    told = await client.get(why, headers=SCRIPT)
    assert "Where an average note begins" in told.text
    assert "Pouring" in (await client.get("/why")).text
