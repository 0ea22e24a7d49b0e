"""What people ask of their feed bears on the next page, and can be taken back."""

import pytest

from serai.accounts import Person
from serai.feed import Asked, Page, chronological, following, for_you, topic
from serai.graph import follow
from serai.kernel import NoteId
from serai.notes import Note
from serai.recommend import (
    Engine,
    Wishes,
    avoid_author,
    avoid_topic,
    choose_interest,
    unavoid_author,
    unavoid_topic,
    wish,
)
from serai.store import Database
from tests.world import a_note, somebody


@pytest.fixture
def engine() -> Engine:
    return Engine()


class World:
    """Somebody who follows `near`, a reader beside them, and notes of two authors."""

    me: Person
    near: Person
    far: Person
    notes: dict[str, Note]


@pytest.fixture
async def world(database: Database) -> World:
    made = World()
    async with database.write() as tx:
        made.me, made.near, made.far = [await somebody(tx, one) for one in ("me", "near", "far")]
        await follow(tx, made.me.id, made.near.id)
        made.notes = {
            "fern": await a_note(tx, made.near, "A fern", "so green", topics=("plants",)),
            "film": await a_note(tx, made.near, "A film", "The end: everybody sings #film"),
            "moss": await a_note(tx, made.far, "苔藓", "下雨之后", topics=("植物",)),
            "cake": await a_note(tx, made.far, "Cake", "A party of RINGS", topics=("baking",)),
        }
    return made


def names(world: World, page: Page) -> set[str]:
    ids = {card.note.id for card in page.shown}
    return {name for name, note in world.notes.items() if note.id in ids}


def left_out(world: World, page: Page) -> dict[str, set[str]]:
    known = {note.id: name for name, note in world.notes.items()}
    return {one.rule: {known[which] for which in one.notes} for one in page.dropped}


async def my_page(database: Database, engine: Engine, world: World) -> Page:
    async with database.read() as tx:
        return await for_you(tx, engine, Asked(viewer=world.me.id, seed="s"))


async def test_an_avoided_author_is_gone_from_the_next_page_and_back_after_the_undo(
    database: Database, engine: Engine, world: World
) -> None:
    assert names(world, await my_page(database, engine, world)) == set(world.notes)
    async with database.write() as tx:
        await avoid_author(tx, world.me.id, world.far.id)
    page = await my_page(database, engine, world)
    assert names(world, page) == {"fern", "film"}
    assert left_out(world, page) == {"not_avoided": {"moss", "cake"}}
    async with database.write() as tx:
        await unavoid_author(tx, world.me.id, world.far.id)
    assert names(world, await my_page(database, engine, world)) == set(world.notes)


async def test_an_avoided_topic_stays_away_in_every_spelling_even_where_it_was_chosen(
    database: Database, engine: Engine, world: World
) -> None:
    async with database.write() as tx:
        await choose_interest(tx, world.me.id, "plants")
        await avoid_topic(tx, world.me.id, "植物")
        await avoid_topic(tx, world.me.id, "underwater chess")
    page = await my_page(database, engine, world)
    assert names(world, page) == {"film", "cake"}
    assert left_out(world, page) == {"not_avoided": {"fern", "moss"}}
    async with database.write() as tx:
        await unavoid_topic(tx, world.me.id, "plants")
    assert names(world, await my_page(database, engine, world)) == set(world.notes)


@pytest.mark.parametrize(
    ("word", "gone"),
    [
        ("green", {"fern"}),
        ("FERN", {"fern"}),
        ("ring", set()),
        ("of rings", {"cake"}),
        ("下雨", {"moss"}),
        ("植物", {"fern", "moss"}),
        ("film", {"film"}),
        ("ｂａｋｉｎｇ", {"cake"}),
    ],
)
async def test_a_filter_keeps_notes_away_whose_title_text_or_topics_hold_its_word(
    database: Database, engine: Engine, world: World, word: str, gone: set[str]
) -> None:
    async with database.write() as tx:
        await wish(tx, world.me.id, Wishes(words=(word,)))
    page = await my_page(database, engine, world)
    assert names(world, page) == set(world.notes) - gone
    assert left_out(world, page) == ({"not_filtered": gone} if gone else {})


async def test_filters_count_in_following_and_in_no_feed_that_is_the_same_for_everybody(
    database: Database, engine: Engine, world: World
) -> None:
    async with database.write() as tx:
        await wish(tx, world.me.id, Wishes(words=("fern", "cake")))
        await avoid_author(tx, world.me.id, world.near.id)
    async with database.read() as tx:
        mine = Asked(viewer=world.me.id)
        assert names(world, await following(tx, engine, mine)) == {"film"}
        assert names(world, await chronological(tx, engine, mine)) == set(world.notes)
        assert names(world, await topic(tx, engine, mine, "plants")) == {"fern", "moss"}


async def test_a_page_is_full_and_goes_on_behind_what_is_filtered(
    database: Database, engine: Engine, world: World
) -> None:
    async with database.write() as tx:
        for number in range(40):
            word = "spoiler" if number % 8 else "surprise"
            await a_note(tx, world.near, f"A {word} {number}")
        await wish(tx, world.me.id, Wishes(words=("spoiler",)))
    met: list[NoteId] = []
    titles: list[str] = []
    more: str | None = None
    for _ in range(4):
        async with database.read() as tx:
            page = await following(tx, engine, Asked(viewer=world.me.id, count=3, after=more))
        titles += [card.note.title for card in page.shown]
        met += [card.note.id for card in page.shown]
        more = page.more
        if more is None:
            break
    surprises = [f"A surprise {number}" for number in (32, 24, 16, 8, 0)]
    assert titles == [*surprises, "A film", "A fern"]
    assert len(met) == len(set(met))
