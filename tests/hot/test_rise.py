"""What rises: a pure rule, and the people it counts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.accounts import Privacy, set_privacy
from serai.hot import Hot, HotLimits, Rising, rise, rising, searched
from serai.kernel import HandClock
from serai.notes import like, withdraw
from serai.store import Database
from tests.world import a_note, somebody


async def counted(database: Database) -> tuple[Rising, ...]:
    hot = Hot()
    await hot.count(database)
    return hot.rows


PEOPLE = st.integers(0, 10_000)
DAYS = st.dictionaries(st.integers(0, 7), PEOPLE)


@given(PEOPLE, PEOPLE, st.integers(1, 50))
def test_more_people_now_never_rise_less_and_more_usually_never_more(
    now: int, usual: int, more: int
) -> None:
    assert rise(now + more, usual) > rise(now, usual)
    assert rise(now, usual + more) <= rise(now, usual)
    assert rise(usual, usual) == 1


@given(st.dictionaries(st.text(min_size=1, max_size=5), DAYS, max_size=20))
def test_few_people_never_stand_on_the_list_which_is_in_order(
    counted: dict[str, dict[int, int]],
) -> None:
    rows = rising("topic", counted)
    assert all(row.now >= HotLimits().people and row.rise >= HotLimits().least for row in rows)
    assert [row.rise for row in rows] == sorted((row.rise for row in rows), reverse=True)
    kept = {row.what for row in rows}
    for what, days in counted.items():
        usual = sum(days.get(day, 0) for day in range(1, 8)) / 7
        loud = days.get(0, 0) >= HotLimits().people
        assert (what in kept) == (loud and rise(days.get(0, 0), usual) >= HotLimits().least)


async def test_one_person_makes_no_topic_rise_and_five_do(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        notes = [await a_note(tx, ana, f"note {n}", topics=("kites",)) for n in range(9)]
    assert await counted(database) == ()
    async with database.write() as tx:
        for nth in range(4):
            await like(tx, (await somebody(tx, f"p{nth}")).id, notes[0].id)
    [row] = await counted(database)
    assert (row.kind, row.what, row.now, row.usual, row.rise) == ("topic", "kites", 5, 0, 2.0)


@pytest.mark.parametrize("how", ["withdrawn", "private account", "a day later"])
async def test_what_not_everybody_may_see_rises_for_nobody(
    database: Database, clock: HandClock, how: str
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        note = await a_note(tx, ana, topics=("kites",))
        for nth in range(5):
            await like(tx, (await somebody(tx, f"p{nth}")).id, note.id)
    assert [row.what for row in await counted(database)] == ["kites"]
    async with database.write() as tx:
        if how == "withdrawn":
            await withdraw(tx, ana.id, note.id)
        elif how == "private account":
            await set_privacy(tx, ana.id, Privacy(private=True))
        else:
            clock.advance(timedelta(days=1, minutes=1))
    assert await counted(database) == ()


async def test_a_search_is_told_when_five_people_made_it_and_never_a_handle(
    database: Database,
) -> None:
    async with database.write() as tx:
        crowd = [await somebody(tx, f"p{nth}") for nth in range(5)]
        await somebody(tx, "harbour")
        for one in crowd[:4]:
            await searched(tx, [("kites", one.id), ("kites", crowd[0].id), ("harbour", one.id)])
    assert await counted(database) == ()
    async with database.write() as tx:
        await searched(tx, [("kites", crowd[4].id), ("harbour", crowd[4].id)])
    assert [(row.kind, row.what, row.now) for row in await counted(database)] == [
        ("search", "kites", 5)
    ]


async def test_nobody_counts_twice_and_each_day_counts_its_own(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        crowd = [await somebody(tx, f"p{nth}") for nth in range(7)]
        first, second = [await a_note(tx, ana, f"{n}", topics=("kites",)) for n in range(2)]
        for one in crowd:
            await like(tx, one.id, first.id)
    clock.advance(timedelta(days=3))
    async with database.write() as tx:
        for one in crowd:
            await like(tx, one.id, second.id)
        third = await a_note(tx, crowd[0], "third", topics=("kites", "wind"))
        await like(tx, crowd[1].id, third.id)
    [row] = await counted(database)
    assert (row.what, row.now, row.usual) == ("kites", 7, 8 / 7)


async def test_what_is_usual_is_counted_once_an_hour_and_what_is_now_each_time(
    database: Database, clock: HandClock
) -> None:
    hot = Hot()
    async with database.write() as tx:
        note = await a_note(tx, await somebody(tx, "ana"), topics=("kites",))
        crowd = [await somebody(tx, f"p{nth}") for nth in range(9)]
        for one in crowd[:5]:
            await like(tx, one.id, note.id)
    clock.advance(timedelta(hours=23, minutes=50))
    await hot.count(database)
    assert [(row.now, row.usual) for row in hot.rows] == [(6, 0)]
    async with database.write() as tx:
        other = await a_note(tx, crowd[0], topics=("kites",))
        for one in crowd[1:]:
            await like(tx, one.id, other.id)
    clock.advance(timedelta(minutes=20))
    await hot.count(database)
    assert [(row.now, row.usual) for row in hot.rows] == [(9, 0)]
    clock.advance(timedelta(minutes=40))
    await hot.count(database)
    assert [(row.now, row.usual) for row in hot.rows] == [(9, 6 / 7)]
