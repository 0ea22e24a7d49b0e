"""Notes are looked up in four orders, filtered, and for one viewer's eyes alone."""

import sys
from datetime import timedelta
from typing import Final

import pytest
from msgspec import Struct

from serai.accounts import Person
from serai.boards import BoardDraft, collect, make
from serai.feed import Wanted, look_up
from serai.feed.look_up import relevance
from serai.kernel import HandClock, PersonId
from serai.notes import (
    Draft,
    Note,
    NoteLimits,
    Sifted,
    follow_author,
    like,
    publish,
    withdraw,
)
from serai.recommend import record
from serai.store import Database, Write
from tests.world import a_note, a_picture, somebody

DAY: Final = 86_400_000_000


class World(Struct):
    """Three notes of ana's about tea, the oldest first, and two who look for them."""

    ana: Person
    bo: Person
    old: Note
    middle: Note
    new: Note


@pytest.fixture
async def world(database: Database, clock: HandClock) -> World:
    made: list[Note] = []
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    for title, text in (("Green tea", ""), ("A walk", "then tea in a teapot"), ("Teapots", "")):
        async with database.write() as tx:
            made.append(await a_note(tx, ana, title, text))
        clock.advance(timedelta(days=10))
    return World(ana, bo, *made)


async def titles(database: Database, viewer: PersonId | None, wanted: Wanted) -> list[str]:
    async with database.read() as look:
        return [note.title for note in (await look_up(look, viewer, wanted, None, 20)).notes]


@pytest.mark.usefixtures("world")
async def test_words_in_the_title_come_before_words_in_the_text(database: Database) -> None:
    assert await titles(database, None, Wanted("tea")) == ["Green tea", "A walk", "Teapots"]
    newest = Wanted("tea", order="newest")
    assert await titles(database, None, newest) == ["Teapots", "A walk", "Green tea"]


def test_relevance_is_the_published_sum() -> None:
    def row(likes: int) -> Sifted:
        return Sifted(1, 1, "photo", likes, 0, None, None)  # type: ignore[arg-type]  # numbers do

    assert relevance(1.0, row(0), 0) == pytest.approx(1.2)
    assert relevance(0.6, row(1_000), 0) == pytest.approx(1.0)
    assert relevance(0.4, row(0), 60 * DAY) == pytest.approx(0.5)


async def test_the_most_liked_and_the_most_collected_come_first(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await like(tx, world.bo.id, world.old.id)
        board = await make(tx, world.bo.id, BoardDraft("Tea"))
        await collect(tx, world.bo.id, world.middle.id, board.id)
    assert (await titles(database, None, Wanted("tea", order="liked")))[0] == "Green tea"
    assert (await titles(database, None, Wanted("tea", order="collected")))[0] == "A walk"


async def test_filters_leave_out_what_is_not_wanted(
    database: Database, world: World, clock: HandClock
) -> None:
    bo = world.bo.id
    async with database.write() as tx:
        await record(tx, bo, "open", world.old.id)
        picture = await a_picture(tx, world.bo.id)
        kyoto = Draft(title="Tea in Kyoto", place="京都", pictures=(picture,))
        await publish(tx, world.bo, kyoto, NoteLimits())
    assert "Green tea" not in await titles(database, bo, Wanted("tea", met="new"))
    assert await titles(database, bo, Wanted("tea", met="opened")) == ["Green tea"]
    assert await titles(database, bo, Wanted("tea", met="followed")) == []
    for place in ("Kyoto", "京都", "kyo"):
        found = await titles(database, bo, Wanted("tea", place=place))
        assert found == (["Tea in Kyoto"] if place != "kyo" else []), place
    assert await titles(database, bo, Wanted("tea", kind="text")) == []
    clock.advance(timedelta(days=3))
    assert await titles(database, bo, Wanted("tea", since="week")) == ["Tea in Kyoto"]
    assert await titles(database, bo, Wanted("tea", since="day")) == []
    async with database.write() as tx:
        await follow_author(tx, bo, world.ana.id)
    assert len(await titles(database, bo, Wanted("tea", met="followed"))) == 3


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("order", ["best", "newest", "liked", "collected"])
async def test_every_order_goes_on_in_pages_until_its_end(database: Database, order: str) -> None:
    wanted = Wanted("tea", order=order)  # type: ignore[arg-type]
    seen: list[str] = []
    after: int | None = None
    async with database.read() as look:
        while True:
            page = await look_up(look, None, wanted, after, 1)
            seen += [note.title for note in page.notes]
            after = page.next
            if after is None:
                break
            assert len(seen) < 9
    assert sorted(seen) == ["A walk", "Green tea", "Teapots"]


async def test_what_is_hidden_is_neither_found_nor_counted_nor_hinted_at(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await a_note(tx, world.ana, "Quokkas", "a quokka", audience="me")
    async with database.read() as look:
        for typed in ("quokka", "quokkaa"):
            mine = await look_up(look, world.ana.id, Wanted(typed), None, 20)
            theirs = await look_up(look, world.bo.id, Wanted(typed), None, 20)
            assert mine.many == 1, typed
            assert (theirs.many, theirs.notes, theirs.reading.shown) == (0, (), typed)


async def test_a_withdrawn_note_is_gone_at_once_and_a_new_one_there(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await withdraw(tx, world.ana.id, world.old.id)
        await a_note(tx, world.bo, "Fresh mint tea")
    found = await titles(database, None, Wanted("tea", order="newest"))
    assert found == ["Fresh mint tea", "Teapots", "A walk"]


@pytest.mark.usefixtures("world")
async def test_a_slip_is_put_right_and_can_be_insisted_on(database: Database) -> None:
    async with database.read() as look:
        found = await look_up(look, None, Wanted("teapotts"), None, 20)
        assert (found.reading.shown, found.reading.corrected) == ("teapots", True)
        assert [note.title for note in found.notes] == ["Teapots"]
        insisted = await look_up(look, None, Wanted("teapotts", exactly=True), None, 20)
        assert (insisted.notes, insisted.reading.corrected) == ((), False)


async def test_sounds_are_looked_for_where_letters_find_little(
    database: Database, world: World
) -> None:
    async with database.write() as tx:
        await a_note(tx, world.ana, "一杯咖啡", "周末")
    async with database.read() as look:
        found = await look_up(look, None, Wanted("kafei"), None, 20)
        assert [note.title for note in found.notes] == ["一杯咖啡"]
        assert found.reading.sounding
        assert not (await look_up(look, None, Wanted("tea"), None, 20)).reading.sounding


async def many_notes(tx: Write, author: Person, count: int) -> None:
    for nth in range(count):
        await a_note(tx, author, f"Tea {nth}")


async def test_only_so_many_are_ranked_and_it_says_so(
    database: Database, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sys.modules["serai.feed.look_up"]  # the room gives its function the same name
    monkeypatch.setattr(here, "TIER", 4)
    monkeypatch.setattr(here, "RANKED", 4)
    async with database.write() as tx:
        await many_notes(tx, world.bo, 6)
    async with database.read() as look:
        for order in ("best", "liked", "collected"):
            wanted = Wanted("tea", order=order)
            assert (await look_up(look, None, wanted, None, 20)).capped, order
        newest = await look_up(look, None, Wanted("tea", order="newest"), None, 20)
        assert (newest.capped, len(newest.notes), newest.many) == (False, 9, 9)
