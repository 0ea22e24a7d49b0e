"""A topic or a word is hushed for good or for a time, and heard again by itself."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from serai.kernel import HandClock, PersonId, Refusal, micros
from serai.recommend import hush, hushes_of, sweep_hushes, topic_hush, unhush
from serai.store import Database, Write

ME, OTHER = PersonId(1), PersonId(2)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def test_a_hush_ends_by_itself_or_by_hand(database: Database, clock: HandClock) -> None:
    async with database.write() as tx:
        end = tx.now + micros(timedelta(hours=1))
        assert await hush(tx, ME, "topic", "#Kites", end) == "kites"
        assert await hush(tx, ME, "word", "  Foot  Ball ") == "foot ball"
        assert [(one.what, one.until) for one in await hushes_of(tx, ME)] == [
            ("kites", end),
            ("foot ball", None),
        ]
        assert await hushes_of(tx, OTHER) == ()
    clock.advance(timedelta(hours=1, seconds=1))
    async with database.write() as tx:
        assert [one.what for one in await hushes_of(tx, ME)] == ["foot ball"]
        assert await topic_hush(tx, ME, "kites") is None
        assert await sweep_hushes(tx) == 1
        assert await unhush(tx, ME, "word", "foot ball")
        assert not await unhush(tx, ME, "word", "foot ball")
        assert await hushes_of(tx, ME) == ()


async def test_an_end_in_the_past_is_refused(tx: Write) -> None:
    with pytest.raises(Refusal, match=r"wish\.hush_past"):
        await hush(tx, ME, "topic", "kites", tx.now)
