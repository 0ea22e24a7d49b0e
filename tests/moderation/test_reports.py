import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from serai.kernel import HandClock, NoteId, PersonId, Refusal, ReportId
from serai.moderation import (
    WORDS_LONGEST,
    close_report,
    count_open,
    open_reports,
    report,
    reported,
    take_back,
)
from serai.store import Database, Write

ANA, BO = PersonId(1), PersonId(2)
NOTE = NoteId(248765847965061856)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def test_a_report_waits_with_its_words_until_somebody_looked(tx: Write) -> None:
    filed = await report(tx, ANA, "note", NOTE, "spam", "  the third\x00 time ")
    (waiting,) = await open_reports(tx)
    assert (waiting.id, waiting.reporter, waiting.subject) == (filed, ANA, NOTE)
    assert (waiting.reason, waiting.words, waiting.at) == ("spam", "the third time", tx.now)
    closed = await close_report(tx, filed, "acted")
    assert (closed.closed_at, closed.outcome) == (tx.now, "acted")
    assert await open_reports(tx) == []
    with pytest.raises(Refusal, match=r"report\.not_found"):
        await close_report(tx, filed, "nothing_wrong")


async def test_reporting_twice_is_reporting_once_as_long_as_nobody_looked(tx: Write) -> None:
    filed = await report(tx, ANA, "note", NOTE, "spam")
    assert await report(tx, ANA, "note", NOTE, "hate") == filed
    assert await reported(tx, ANA, "note", NOTE) == filed
    assert await report(tx, BO, "note", NOTE, "spam") != filed
    assert await report(tx, ANA, "comment", NOTE, "spam") != filed
    await close_report(tx, filed, "nothing_wrong")
    assert await reported(tx, ANA, "note", NOTE) is None
    assert await report(tx, ANA, "note", NOTE, "spam") != filed


async def test_two_reports_of_one_thing_in_the_same_moment_are_one(database: Database) -> None:
    async def ask() -> ReportId:
        async with database.write() as tx:
            filed = await report(tx, ANA, "note", NOTE, "spam")
            await asyncio.sleep(0.05)
            return filed

    first, second = await asyncio.gather(ask(), ask())
    assert first == second
    async with database.read() as look:
        assert await count_open(look) == 1


async def test_only_the_reporter_takes_a_report_back(tx: Write) -> None:
    filed = await report(tx, ANA, "person", BO, "harassment")
    with pytest.raises(Refusal, match=r"report\.not_found"):
        await take_back(tx, BO, filed)
    assert (await take_back(tx, ANA, filed)).outcome == "taken_back"
    assert await count_open(tx) == 0
    with pytest.raises(Refusal, match=r"report\.not_found"):
        await take_back(tx, ANA, filed)


@pytest.mark.parametrize(
    ("reason", "words", "code"),
    [("boring", "", "bad_reason"), ("spam", "x" * (WORDS_LONGEST + 1), "words_too_long")],
)
async def test_what_cannot_be_reported_is_refused(
    tx: Write, reason: str, words: str, code: str
) -> None:
    with pytest.raises(Refusal, match=rf"report\.{code}"):
        await report(tx, ANA, "note", NOTE, reason, words)
    assert await count_open(tx) == 0


async def test_reports_come_oldest_first_in_pages(database: Database, clock: HandClock) -> None:
    for number in range(5):
        clock.advance(timedelta(seconds=1))
        async with database.write() as tx:
            await report(tx, ANA, "note", NoteId(number), "other")
    async with database.read() as read:
        page = await open_reports(read, None, 3)
        rest = await open_reports(read, page[-1].id, 3)
        assert [one.subject for one in page + rest] == [0, 1, 2, 3, 4]
