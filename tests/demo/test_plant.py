import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from serai.accounts import Person, find_many
from serai.boards import boards_of, notes_of
from serai.clips import Crew, ThreadStudio, Uploads, clips
from serai.clips.captions import captions_of
from serai.comments import Thread, thread
from serai.comments import counts as comment_counts
from serai.demo import World, load_world, plant, story
from serai.demo.story import HOUR
from serai.demo.world import Cover, DemoBoard, DemoNote, DemoPerson, Film, Saying, Shot
from serai.graph import followees
from serai.kernel import HandClock, SystemClock
from serai.media import (
    Blobs,
    Box,
    ChildDarkroom,
    Darkroom,
    FolderBlobs,
    ThreadDarkroom,
    box_of,
    pictures,
)
from serai.notes import Note, by_author
from serai.notices import gathered, unread
from serai.recommend import interests_of
from serai.store import Database, migrate, open_database
from tests.world import somebody


class Ground(Struct, frozen=True):
    database: Database
    blobs: Blobs
    darkroom: Darkroom
    crew: Crew


class Stopped(Exception):  # noqa: N818 - nothing is wrong, somebody pulled the plug
    pass


CAT = DemoNote(
    key="cat",
    hours=30,
    likes=("bo",),
    lang="zh",
    title="猫",
    text="今天它很乖。",
    topics=("pets", "home"),
    pictures=(Shot("cat-square.webp", "一只看着镜头的猫"),),
    comments=(Saying("bo", "Hello?", (Saying("ana", "你好！"), Saying("bo", "Ah."))),),
)
WORDS = DemoNote(
    key="words",
    hours=2.5,
    likes=(),
    lang="en",
    title="Words",
    text="And more words.",
    topics=("art",),
    cover=Cover("Count the\ncups", "teal"),
)
BOARDS = (DemoBoard("To keep", ("cat", "words"), "Cats, mostly.", private=True),)
SMALL: World = (
    DemoPerson("ana", "安娜", "虚构。", ("zh", "en"), "cat-square.webp", ("art",), ("bo",), (CAT,)),
    DemoPerson("bo", "Bo", "Made up.", ("en",), "", ("pets",), ("ana",), (WORDS,), BOARDS),
)
DEEDS = len(story(SMALL, 0))


ALT = "A cup of coffee on a table"
FILM = DemoNote(
    key="film",
    hours=4,
    likes=("ana",),
    lang="en",
    title="A cup",
    text="Slowly.",
    topics=("coffee",),
    film=Film("espresso.mp4", ALT, ((0.5, 2, "Here it comes."),)),
)


def quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture
async def ground(database: Database, tmp_path: Path) -> Ground:
    blobs, darkroom = FolderBlobs(tmp_path / "blobs"), ThreadDarkroom()
    return Ground(database, blobs, darkroom, crew_in(tmp_path, blobs, darkroom))


def crew_in(home: Path, blobs: Blobs, darkroom: Darkroom) -> Crew:
    return Crew(ThreadStudio(), darkroom, blobs, Uploads(home / "uploads"), home / "films")


async def everybody(database: Database, world: World) -> dict[str, Person]:
    async with database.read() as tx:
        return await find_many(tx, [person.handle for person in world])


async def written(database: Database, people: dict[str, Person]) -> dict[str, Note]:
    """Every note by its title, as its author sees it."""
    async with database.read() as tx:
        lists = [await by_author(tx, one.id, one.id, None, 50) for one in people.values()]
    return {note.title: note for notes in lists for note in notes}


async def said_under(database: Database, note: Note) -> list[Thread]:
    async with database.read() as tx:
        return await thread(tx, None, note.id, None, 20)


async def test_the_deeds_of_the_world_stand_in_the_rooms(ground: Ground, clock: HandClock) -> None:
    await plant(ground, quiet, SMALL)
    people = await everybody(ground.database, SMALL)
    notes = await written(ground.database, people)
    cat = notes["猫"]
    assert people["ana"].name == "安娜"
    assert people["ana"].avatar is not None
    assert (cat.likes, cat.kind, notes["Words"].kind) == (1, "photo", "text")
    assert cat.published_at == clock.now() - 30 * HOUR
    assert [(tag.topic, tag.shown) for tag in cat.topics] == [("pets", "宠物"), ("home", "家居")]
    assert cat.text.endswith("图：Stefan van der Walt，CC0-1.0，有裁剪")
    async with ground.database.read() as tx:
        hung = await pictures(tx, (*cat.pictures, *notes["Words"].pictures))
        assert await followees(tx, people["bo"].id) == {people["ana"].id}
        assert [one.topic for one in await interests_of(tx, people["bo"].id)] == ["pets"]
    assert {one.alt for one in hung.values()} == {"一只看着镜头的猫", "Count the cups"}


async def test_boards_of_the_world_hold_their_notes_and_show_the_first(ground: Ground) -> None:
    await plant(ground, quiet, SMALL)
    people = await everybody(ground.database, SMALL)
    bo = people["bo"].id
    cat = (await written(ground.database, people))["猫"]
    async with ground.database.read() as tx:
        [board] = await boards_of(tx, bo, bo, None, 5)
        held = await notes_of(tx, bo, board, None, 5)
    assert (board.name, board.about, board.private) == ("To keep", "Cats, mostly.", True)
    assert {note.title for note in held.notes} == {"猫", "Words"}
    assert board.cover == cat.id


async def test_a_picture_of_the_world_is_cropped_a_while_after_publishing(ground: Ground) -> None:
    [ana, bo] = SMALL
    part = (100, 50, 400, 300)
    [note] = ana.notes
    [shot] = note.pictures
    cropping = replace(note, pictures=(replace(shot, part=part),))
    await plant(ground, quiet, (replace(ana, notes=(cropping,)), bo))
    people = await everybody(ground.database, SMALL)
    shown = (await written(ground.database, people))[note.title]
    async with ground.database.read() as look:
        found = (await pictures(look, shown.pictures))[shown.pictures[0]]
    assert (found.width, found.height, box_of(found)) == (400, 300, Box(*part))
    assert shown.edited_at is not None


async def test_a_film_of_the_world_goes_the_way_of_every_video(ground: Ground) -> None:
    [ana, bo] = SMALL
    await plant(ground, quiet, (ana, replace(bo, notes=(FILM,), boards=())))
    people = await everybody(ground.database, SMALL)
    note = (await written(ground.database, people))["A cup"]
    assert note.kind == "video"
    assert note.clip is not None
    async with ground.database.read() as look:
        clip = (await clips(look, [note.clip]))[note.clip]
        [said] = (await captions_of(look, [note.clip]))[note.clip]
        described = (await pictures(look, note.pictures))[note.pictures[0]].alt
    assert (clip.state, note.pictures, described) == ("ready", (clip.poster,), ALT)
    assert [rung.height for rung in clip.rungs] == [640, 854]
    assert (said.language, said.made_by) == ("en", "author")
    assert [cue.text for cue in said.cues] == ["Here it comes."]
    assert note.text.endswith("(pikolo espresso), CC0-1.0, cropped and set in motion")
    assert await ground.crew.uploads.old(0) == []


async def test_an_answer_speaks_to_the_one_before_it(ground: Ground) -> None:
    await plant(ground, quiet, SMALL)
    notes = await written(ground.database, await everybody(ground.database, SMALL))
    [talk] = await said_under(ground.database, notes["猫"])
    assert [one.text for one in (talk.comment, *talk.answers)] == ["Hello?", "你好！", "Ah."]
    assert [one.answers for one in talk.answers] == [talk.comment.id, talk.answers[0].id]


async def test_people_heard_of_what_was_done_at_its_moment(
    ground: Ground, clock: HandClock
) -> None:
    await plant(ground, quiet, SMALL)
    people = await everybody(ground.database, SMALL)
    async with ground.database.read() as tx:
        told = await gathered(tx, people["ana"].id, "all", None, 20)
        waiting = await unread(tx, people["ana"].id)
    assert {one.kind for one in told} == {"like", "comment", "answer", "follow"}
    assert all(one.at <= clock.now() for one in told)
    assert [one.unread for one in told if one.kind == "follow"] == [False]
    assert waiting == sum(one.unread for one in told)


async def test_it_tells_how_far_it_is(ground: Ground) -> None:
    told: list[tuple[int, int]] = []
    await plant(ground, lambda done, total: told.append((done, total)), SMALL)
    assert told == [(done, DEEDS) for done in range(DEEDS + 1)]


async def test_a_second_start_plants_nothing(ground: Ground, clock: HandClock) -> None:
    await plant(ground, quiet, SMALL)
    before = await written(ground.database, await everybody(ground.database, SMALL))
    clock.set(clock.now() + 9 * 24 * HOUR)
    told: list[tuple[int, int]] = []
    await plant(ground, lambda done, total: told.append((done, total)), SMALL)
    assert told == [(DEEDS, DEEDS)]
    assert await written(ground.database, await everybody(ground.database, SMALL)) == before


@pytest.mark.parametrize("stop", range(1, DEEDS))
async def test_stopped_anywhere_it_goes_on_where_it_was(
    ground: Ground, clock: HandClock, stop: int
) -> None:
    def pull(done: int, _total: int) -> None:
        if done == stop:
            raise Stopped

    began = clock.now()
    with pytest.raises(ExceptionGroup) as wrong:
        await plant(ground, pull, SMALL)
    assert wrong.group_contains(Stopped)
    clock.set(began + 5 * HOUR)
    await plant(ground, quiet, SMALL)
    notes = await written(ground.database, await everybody(ground.database, SMALL))
    assert {note.published_at for note in notes.values()} == {
        began - 30 * HOUR,
        began - 5 * HOUR // 2,
    }
    assert [note.likes for note in notes.values()] == [1, 0]
    assert len(await said_under(ground.database, notes["猫"])) == 1


async def test_where_somebody_lives_nothing_is_planted(ground: Ground) -> None:
    async with ground.database.write() as tx:
        await somebody(tx, "cleo")
    await plant(ground, quiet, SMALL)
    assert await everybody(ground.database, SMALL) == {}


KILLED = """
import asyncio, sys
from pathlib import Path
from msgspec import Struct
from serai.demo import plant
from serai.clips import ChildStudio, Crew, Uploads
from serai.kernel import SystemClock
from serai.media import ChildDarkroom, FolderBlobs
from serai.store import open_database

class Ground(Struct, frozen=True):
    database: object
    blobs: object
    darkroom: object
    crew: object

async def main(home):
    database = await open_database(f"sqlite:///{home}/serai.db", SystemClock())
    blobs, darkroom = FolderBlobs(home / "blobs"), ChildDarkroom()
    crew = Crew(ChildStudio(), darkroom, blobs, Uploads(home / "uploads"), home / "films")
    ground = Ground(database, blobs, darkroom, crew)
    await plant(ground, lambda done, total: print(done, flush=True))

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Ground]:
    """A house in a folder, in which the whole world was begun and killed midway."""
    await migrate(f"sqlite:///{tmp_path}/serai.db")
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert started.stdout is not None
    async for line in started.stdout:
        if int(line) >= 300:
            started.kill()
            break
    await started.communicate()
    database = await open_database(f"sqlite:///{tmp_path}/serai.db", SystemClock())
    darkroom = ChildDarkroom()
    blobs = FolderBlobs(tmp_path / "blobs")
    yield Ground(database, blobs, darkroom, crew_in(tmp_path, blobs, darkroom))
    await darkroom.close()
    await database.close()


async def test_the_whole_world_stands_once_after_a_kill(home: Ground) -> None:
    world = load_world()
    await plant(home, quiet)
    people = await everybody(home.database, world)
    notes = await written(home.database, people)
    meant = {note.title: note for person in world for note in person.notes}
    async with home.database.read() as tx:
        talk = await comment_counts(tx, [note.id for note in notes.values()])
        ties = {who: len(await followees(tx, one.id)) for who, one in people.items()}
    assert ties == {person.handle: len(person.follows) for person in world}
    assert set(notes) == set(meant)
    for title, note in notes.items():
        answers = sum(len(said.answers) for said in meant[title].comments)
        assert note.likes == len(meant[title].likes)
        assert note.language == meant[title].lang
        assert talk.get(note.id, 0) == len(meant[title].comments) + answers
