"""The Watch feed, and what is believed of what a browser tells of watching."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from serai.accounts import Person
from serai.clips import Clip
from serai.feed import Asked, Glance, Page, for_you, glance, watch
from serai.kernel import HandClock, NoteId
from serai.notes import Draft, Note, NoteLimits, publish, withdraw
from serai.recommend import Engine, export
from serai.store import Database, Write
from tests.world import a_clip, a_note, somebody

TOPICS = ("cooking", "plants", "travel", "coffee", "pets", "home", "art", "music")


@pytest.fixture
def engine() -> Engine:
    return Engine()


async def a_video(tx: Write, author: Person, topic: str, seconds: float = 12) -> Note:
    clip: Clip = await a_clip(tx, author.id, seconds=seconds)
    draft = Draft(kind="video", title=f"{topic} moves", topics=(topic,), clip=clip.id)
    return await publish(tx, author, draft, NoteLimits())


async def some_videos(database: Database, clock: HandClock, each: int) -> list[Note]:
    made = []
    for number in range(each):
        for topic in TOPICS:
            clock.advance(timedelta(minutes=1))
            async with database.write() as tx:
                author = await somebody(tx, f"{topic}_{number}")
                made.append(await a_video(tx, author, topic))
    return made


def topics(page: Page) -> list[str]:
    return [card.note.topics[0].topic for card in page.shown]


async def page_of(database: Database, engine: Engine, me: Person | None, count: int = 8) -> Page:
    async with database.read() as tx:
        asked = Asked(viewer=me.id if me else None, count=count, seed="s")
        return await watch(tx, engine, asked)


async def tell(database: Database, engine: Engine, me: Person, told: Sequence[Glance]) -> None:
    async with database.write() as tx:
        await glance(tx, engine, me.id, told)


async def kept(database: Database, me: Person) -> list[tuple[str, float | None]]:
    async with database.read() as tx:
        return [(one.kind, one.value) for one in (await export(tx, me.id)).signals]


async def test_only_videos_stand_in_it_with_sums_and_it_comes_to_an_end(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await some_videos(database, clock, 1)
    async with database.write() as tx:
        me, author = await somebody(tx, "me"), await somebody(tx, "pictures")
        still = await a_note(tx, author, topics=("coffee",))
        await withdraw(tx, made[0].author, made[0].id)
    page = await page_of(database, engine, me, 20)
    assert page.feed == "watch"
    assert {card.note.id for card in page.shown} == {note.id for note in made[1:]}
    for card in page.shown:
        assert sum(part.amount for part in card.parts) == pytest.approx(card.score, abs=1e-6)
    assert "moving" not in {one.rule for one in page.dropped}
    async with database.read() as tx:
        both = await for_you(tx, engine, Asked(viewer=me.id, count=20))
        after = await watch(tx, engine, Asked(viewer=me.id, after=page.more))
    assert still.id in {card.note.id for card in both.shown}
    assert (after.shown, after.more) == ((), None)
    assert len((await page_of(database, engine, None, 20)).shown) == len(made) - 1


async def test_a_full_watch_and_a_skip_change_the_next_page(
    database: Database, clock: HandClock, engine: Engine
) -> None:
    made = await some_videos(database, clock, 6)
    async with database.write() as tx:
        me = await somebody(tx, "me")
    before = topics(await page_of(database, engine, me))
    liked, left = [next(n for n in made if n.topics[0].topic == one) for one in ("pets", "art")]
    told = [Glance("impression", note.id, "p.0", 0) for note in (liked, left)]
    told += [Glance("watch", liked.id, value=12_000.0), Glance("skip", left.id, value=400.0)]
    await tell(database, engine, me, told)
    after = topics(await page_of(database, engine, me))
    assert after.count("pets") > before.count("pets")
    assert after.count("art") <= before.count("art")
    assert set(await kept(database, me)) >= {("watch", 12_000.0), ("complete", None), ("skip", 400)}


async def test_what_a_browser_tells_is_believed_within_what_can_be(
    database: Database, engine: Engine
) -> None:
    async with database.write() as tx:
        me, author = await somebody(tx, "me"), await somebody(tx, "author")
        short = await a_video(tx, author, "tea", seconds=5)
        long = await a_video(tx, author, "tea", seconds=600)
        still = await a_note(tx, author)
    for told, expected in (
        (Glance("watch", short.id, value=80_000_000.0), [("watch", 25_000.0), ("complete", None)]),
        (Glance("watch", short.id, value=4_000.0), [("watch", 4_000.0)]),
        (Glance("watch", long.id, value=5_000.0), [("watch", 5_000.0)]),
        (Glance("complete", long.id), []),
        (Glance("skip", long.id, value=1_500.0), []),
        (Glance("skip", long.id), [("skip", 0.0)]),
        (Glance("watch", still.id, value=30_000.0), []),
        (Glance("skip", still.id, value=1.0), []),
        (Glance("complete", still.id), [("complete", None)]),
        (Glance("watch", NoteId(404), value=1.0), []),
    ):
        before = await kept(database, me)
        await tell(database, engine, me, [told])
        assert (await kept(database, me))[len(before) :] == expected, told


async def test_of_one_viewing_told_twice_in_a_batch_the_longer_counts(
    database: Database, engine: Engine
) -> None:
    async with database.write() as tx:
        me, author = await somebody(tx, "me"), await somebody(tx, "author")
        note = await a_video(tx, author, "tea", seconds=60)
    told = [Glance("watch", note.id, value=value) for value in (3_000.0, 9_000.0, 9_000.0)]
    await tell(database, engine, me, told)
    assert await kept(database, me) == [("watch", 9_000.0)]
