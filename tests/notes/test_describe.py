"""Notes are described to the engine in a job: once for each edit, whatever dies in between."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import numpy as np
from sqlalchemy import select

from serai.accounts import Person
from serai.jobs import Plan, Worker, backlog
from serai.kernel import HandClock, NoteId, PictureId
from serai.media import Box, MemoryBlobs, PictureLimits, ThreadDarkroom, prepare, receive, recut
from serai.models import (
    ABSENT,
    AbsentEncoder,
    PhotoEncoder,
    RememberedEncoder,
    RememberedImageEncoder,
    SentenceEncoder,
    Vectors,
)
from serai.notes import (
    Draft,
    Note,
    NoteLimits,
    Senses,
    crop_picture,
    edit,
    may_crop,
    publish,
    restore,
    withdraw,
)
from serai.notes import describe_chore as chore
from serai.recommend import unpack
from serai.recommend._tables import signal
from serai.recommend.content import TEXT
from serai.store import Database, statement
from tests.conftest import missing
from tests.media.made import plain, saved
from tests.world import a_note, a_plan, somebody

DESCRIBED = statement(
    select(signal.c.note, signal.c.vector)
    .where(signal.c.kind == "described")
    .order_by(signal.c.seq),
    lambda note, vector: (note, vector),
)
LIMITS = NoteLimits()


def senses(**other: object) -> Senses:
    given = {
        "words": RememberedEncoder({"猫": "cat"}),
        "looks": RememberedImageEncoder(),
        "blobs": MemoryBlobs(),
    }
    return Senses(**(given | other))  # type: ignore[arg-type]  # a test hands in doubles


def absent() -> Senses:
    nobody = AbsentEncoder("not installed")
    return senses(words=nobody, looks=nobody)


def worker(database: Database, by: Senses) -> Worker:
    return Worker(database, a_plan(by.blobs, by))


async def described(database: Database) -> list[tuple[NoteId, bytes]]:
    async with database.read() as look:
        return await look.all(DESCRIBED)


async def published(database: Database, *titles: str) -> tuple[Person, list[Note]]:
    async with database.write() as tx:
        ana = await somebody(tx)
        return ana, [await a_note(tx, ana, title) for title in titles]


async def a_photo(database: Database, by: Senses, owner: Person, colour: str) -> PictureId:
    made = await prepare(
        ThreadDarkroom(), by.blobs, saved(plain(400, 400, colour), "JPEG"), PictureLimits()
    )
    async with database.write() as tx:
        return (await receive(tx, owner.id, made)).id


async def test_a_note_is_described_by_its_words_and_its_first_photo(database: Database) -> None:
    by = senses()
    ana, _ = await published(database)
    red, blue = [await a_photo(database, by, ana, colour) for colour in ("red", "blue")]
    async with database.write() as tx:
        one = await publish(tx, ana, Draft(title="A cat", pictures=(red,)), LIMITS)
        other = await publish(tx, ana, Draft(title="A cat", pictures=(blue,)), LIMITS)
    await worker(database, by).drain()
    found = await described(database)
    assert [note for note, _ in found] == [one.id, other.id]
    first, second = unpack(b"".join(vector for _, vector in found))
    assert np.allclose(first[:TEXT], second[:TEXT], atol=0.02), "the same words"
    assert not np.allclose(first[TEXT:], second[TEXT:], atol=0.1), "another photo"


async def test_an_edit_describes_anew_and_what_is_told_twice_counts_once(
    database: Database,
) -> None:
    by = senses()
    ana, (note,) = await published(database, "A cat")
    house = worker(database, by)
    await house.drain()
    await house.sweep()
    before = await described(database)
    assert len(before) == 1
    async with database.write() as tx:
        await edit(tx, ana, note.id, Draft(title="Rain", pictures=note.pictures), LIMITS)
    await house.drain()
    await house.sweep()
    after = await described(database)
    assert [which for which, _ in after] == [note.id, note.id]
    assert after[1][1] != before[0][1]


async def test_a_cropped_first_photo_is_looked_at_anew(database: Database) -> None:
    by = senses()
    ana, _ = await published(database)
    two = plain(400, 400, "red")
    two.paste("blue", (0, 0, 400, 60))
    made = await prepare(ThreadDarkroom(), by.blobs, saved(two, "PNG"), PictureLimits())
    async with database.write() as tx:
        which = (await receive(tx, ana.id, made)).id
        note = await publish(tx, ana, Draft(title="A cat", pictures=(which,)), LIMITS)
    house = worker(database, by)
    await house.drain()
    async with database.read() as look:
        found = await may_crop(look, ana, which)
    cut = await recut(ThreadDarkroom(), by.blobs, found, Box(0, 0, 400, 60), PictureLimits())
    assert cut is not None
    async with database.write() as tx:
        await crop_picture(tx, ana, cut)
    await house.drain()
    told = await described(database)
    assert [one for one, _ in told] == [note.id, note.id]
    before, after = unpack(b"".join(vector for _, vector in told))
    assert not np.allclose(before[TEXT:], after[TEXT:], atol=0.1)


async def test_without_encoders_nothing_is_written_and_a_sweep_catches_up_later(
    database: Database,
) -> None:
    _, notes = await published(database, "A cat", "雨")
    house = worker(database, absent())
    await house.drain()
    await house.sweep()
    assert await described(database) == []
    async with database.read() as look:
        left = await backlog(look)
    assert (left.jobs, left.given_up, left.events) == (2, 0, 0), "tidying waits, nothing failed"
    later = worker(database, senses())
    await later.sweep()
    await later.sweep()
    assert {which for which, _ in await described(database)} == {note.id for note in notes}
    assert len(await described(database)) == len(notes)


async def test_an_encoder_that_gives_no_answer_is_asked_another_time(database: Database) -> None:
    class Slow(RememberedEncoder):
        async def encode(self, texts: Sequence[str], /) -> Vectors | None:  # noqa: ARG002
            return None

    await published(database, "A cat")
    house = worker(database, senses(words=Slow()))
    await house.drain()
    assert await described(database) == []
    await worker(database, senses()).sweep()
    assert len(await described(database)) == 1


async def test_words_alone_serve_where_no_pictures_can_be_read_but_not_pictures_alone(
    database: Database,
) -> None:
    nobody = AbsentEncoder("not installed")
    await published(database, "A cat")
    await worker(database, senses(words=nobody)).drain()
    await worker(database, senses(words=nobody)).sweep()
    assert await described(database) == []
    await worker(database, senses(looks=nobody)).sweep()
    assert len(await described(database)) == 1


async def test_a_worker_that_dies_between_is_followed_by_another(
    database: Database, clock: HandClock
) -> None:
    class Dying(RememberedEncoder):
        async def encode(self, texts: Sequence[str], /) -> Vectors | None:
            await super().encode(texts)
            raise KeyboardInterrupt

    await published(database, "A cat")
    with suppress(KeyboardInterrupt):
        await worker(database, senses(words=Dying())).drain()
    house = worker(database, senses())
    await house.drain()
    assert await described(database) == [], "the dead one's lease still runs"
    clock.advance(timedelta(minutes=15))
    await house.drain()
    assert len(await described(database)) == 1


async def test_an_edit_while_a_note_is_read_is_not_taken_for_described(
    database: Database,
) -> None:
    ana, (note,) = await published(database, "A cat")

    class Editing(RememberedEncoder):
        asked = 0

        async def encode(self, texts: Sequence[str], /) -> Vectors | None:
            self.asked += 1
            if self.asked == 1:
                draft = Draft(title="Rain", pictures=note.pictures)
                async with database.write() as tx:
                    await edit(tx, ana, note.id, draft, LIMITS)
            return await super().encode(texts)

    by = senses(words=Editing())
    await worker(database, by).drain()
    (only,) = await described(database)
    async with database.write() as tx:
        await a_note(tx, ana, "Rain")
    await worker(database, by).drain()
    assert (await described(database))[-1][1] == only[1], "told as it stands after the edit"


async def test_a_withdrawn_note_is_left_alone_until_it_is_back(database: Database) -> None:
    ana, (note,) = await published(database, "A cat")
    async with database.write() as tx:
        await withdraw(tx, ana.id, note.id)
    house = worker(database, senses())
    await house.drain()
    await house.sweep()
    assert await described(database) == []
    async with database.write() as tx:
        await restore(tx, ana.id, note.id)
    await house.sweep()
    assert len(await described(database)) == 1


async def test_a_note_that_says_and_shows_nothing_is_not_asked_for_again(
    database: Database,
) -> None:
    class Counting(MemoryBlobs):
        asked = 0

        async def get(self, address: str) -> bytes | None:
            self.asked += 1
            return await super().get(address)

    await published(database, "")
    blobs = Counting()
    house = Worker(database, Plan(reactions={}, work={}, chores=(chore(senses(blobs=blobs)),)))
    await house.sweep()
    assert blobs.asked == 1
    await house.sweep()
    assert blobs.asked == 1
    assert await described(database) == []


PAIRS = (
    (
        "My cat sleeps on the keyboard. She only leaves when the food bowl rattles.",
        "猫总是睡在我的键盘上，只有听见倒猫粮的声音才肯走。",
    ),
    (
        "Sourdough for beginners: feed the starter twice, fold four times, bake it hot.",
        "酸种面包新手教程：喂两次酵种，折叠四次，高温烤。",
    ),
    (
        "How I photographed the Milky Way from a dark beach with an old lens.",
        "用一支老镜头在没有灯的海边拍银河。",
    ),
)


async def test_notes_of_one_thing_in_two_languages_lie_near_each_other(
    database: Database,
) -> None:
    words, looks = SentenceEncoder(patience=60), PhotoEncoder(patience=60)
    words.start()
    looks.start()
    await words.encode([])
    if ABSENT in (words.presence.state, looks.presence.state):
        missing("models", words.presence.reason or looks.presence.reason)
    ana, _ = await published(database)
    async with database.write() as tx:
        for pair in PAIRS:
            for text in pair:
                await a_note(tx, ana, "", text)
    await worker(database, senses(words=words, looks=looks)).drain()
    await words.close()
    await looks.close()
    rows = unpack(b"".join(vector for _, vector in await described(database)))
    cosines = rows @ rows.T
    same = [float(cosines[at, at + 1]) for at in range(0, len(rows), 2)]
    others = [
        float(cosines[one, other])
        for one in range(len(rows))
        for other in range(len(rows))
        if one // 2 != other // 2
    ]
    assert min(same) > max(others) + 0.2, (same, max(others))
