"""Searches are counted by people, and the seals that tell those apart are broken in two days."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from serai.kernel import HandClock
from serai.search import countable, look_for, sweep_looked_for, words_looked_for
from serai.search._tables import looked_for
from serai.store import Database, statement
from tests.world import somebody

SEALS = statement(select(func.count()).select_from(looked_for).where(looked_for.c.word != ""), int)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Sour  Dough", "sour dough"),
        ("泡菜", "泡菜"),
        ("@lin", ""),
        ("lin@example.org", ""),
        ("https://example.org", ""),
        ("13800138000", ""),
        ("x", ""),
        ("word " * 12, ""),
    ],
)
def test_only_what_speaks_of_no_person_is_counted(typed: str, word: str) -> None:
    assert countable(typed) == word


async def test_many_people_leave_a_number_and_few_leave_nothing(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        for nth in range(5):
            one = (await somebody(tx, f"p{nth}")).id
            for _ in range(2):
                await look_for(tx, "kites", one)
            if nth < 4:
                await look_for(tx, "secret", one)
    async with database.read() as look:
        found = await words_looked_for(look, 8)
        assert (found["kites"], found["secret"]) == ({0: 5}, {0: 4})
    clock.advance(timedelta(days=3))
    async with database.write() as tx:
        assert await tx.one(SEALS) == 9
        await sweep_looked_for(tx)
        assert await tx.one(SEALS) == 0
        found = await words_looked_for(tx, 8)
    assert "secret" not in found
    assert list(found["kites"].values()) == [5]
    clock.advance(timedelta(days=12))
    async with database.write() as tx:
        await sweep_looked_for(tx)
        assert await words_looked_for(tx, 30) == {}
