import asyncio
from datetime import timedelta

import pytest

from serai.kernel import HandClock, NoteId, PersonId
from serai.recommend import (
    Candidate,
    Engine,
    add_interest,
    append,
    drop_interest,
    erase,
    export,
    interests_of,
    offer,
    record,
    retire,
)
from serai.recommend.signals import Signal
from serai.store import Database

ME, AUTHOR = PersonId(1), PersonId(2)


def candidate(number: int) -> Candidate:
    return Candidate(NoteId(number), AUTHOR, ("plants",), "zh", 1_000 * number, public=True)


async def found(database: Database, engine: Engine) -> list[NoteId]:
    async with database.read() as tx:
        await engine.catch_up(tx)
    return engine.in_time((2**62, None), 100)


async def test_an_offer_is_found_by_the_next_page_and_a_retired_note_is_not(
    database: Database,
) -> None:
    engine = Engine()
    async with database.write() as tx:
        await offer(tx, candidate(1))
        await offer(tx, candidate(2))
    assert len(await found(database, engine)) == 2
    async with database.write() as tx:
        await retire(tx, NoteId(1))
    assert len(await found(database, engine)) == 1


async def test_a_signal_that_was_undone_with_its_transaction_is_never_folded(
    database: Database,
) -> None:
    engine = Engine()

    async def falter() -> None:
        async with database.write() as tx:
            await offer(tx, candidate(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await falter()
    assert await found(database, engine) == []


async def test_a_row_that_commits_late_is_not_passed_by(database: Database) -> None:
    """On PostgreSQL numbers are drawn before they commit: the later one may be seen first."""
    if database.dialect == "sqlite":
        pytest.skip("one writer at a time: rows commit in the order of their numbers")
    engine = Engine()
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.write() as tx:
            await offer(tx, candidate(1))
            begun.set()
            await may_end.wait()

    writing = asyncio.create_task(slow())
    await begun.wait()
    async with database.write() as tx:
        await offer(tx, candidate(2))
    early = await found(database, engine)
    may_end.set()
    await writing
    assert len(early) < 2
    assert len(await found(database, engine)) == 2
    assert len(await found(database, Engine())) == 2


async def test_pages_drawn_at_once_fold_each_row_once(database: Database) -> None:
    engine = Engine()
    async with database.write() as tx:
        await offer(tx, candidate(1))
        for number in range(5):
            await record(tx, PersonId(10 + number), "impression", NoteId(1))
    await asyncio.gather(*(found(database, engine) for _ in range(5)))
    assert engine.trial(NoteId(1), 0).met == 5


async def test_a_log_longer_than_a_chunk_is_folded_to_its_end(database: Database) -> None:
    engine = Engine()
    async with database.write() as tx:
        await offer(tx, candidate(1))
        rows = [Signal(tx.now, PersonId(10 + n), "open", NoteId(1)) for n in range(5_100)]
        await append(tx, rows)
        await offer(tx, candidate(2))
    assert len(await found(database, engine)) == 2


async def test_a_kind_nobody_named_is_a_mistake_of_ours(database: Database) -> None:
    async with database.write() as tx:
        with pytest.raises(ValueError, match="sneeze"):
            await record(tx, ME, "sneeze", NoteId(1))


async def test_interests_are_kept_with_their_evidence_until_they_are_dropped(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        await add_interest(tx, ME, "做饭", 0.5, "archive", ("search:红烧肉",))
        await add_interest(tx, ME, "plants")
        await add_interest(tx, ME, "Underwater Basket Weaving", 7.0)
    clock.advance(timedelta(days=1))
    async with database.read() as tx:
        topics = [(one.topic, one.weight) for one in await interests_of(tx, ME)]
        evidence = (await interests_of(tx, ME))[-1].evidence
    assert topics == [("plants", 1.0), ("underwater-basket-weaving", 1.0), ("cooking", 0.5)]
    assert evidence == ("search:红烧肉",)
    async with database.write() as tx:
        assert await drop_interest(tx, ME, "food")
        assert not await drop_interest(tx, ME, "food")
        assert len(await interests_of(tx, ME)) == 2
        await add_interest(tx, ME, "food", 0.25)
        assert (await interests_of(tx, ME))[-1].weight == 0.25
        assert await interests_of(tx, AUTHOR) == []


async def test_a_person_gets_everything_kept_of_them_and_then_it_is_gone(
    database: Database,
) -> None:
    engine = Engine()
    async with database.write() as tx:
        await offer(tx, candidate(1))
        await add_interest(tx, ME, "plants")
        await record(tx, ME, "impression", NoteId(1), page="p.0", slot=3)
        await record(tx, PersonId(9), "like", NoteId(1))
    async with database.write() as tx:
        kept = await export(tx, ME)
        await erase(tx, ME)
        left = await export(tx, ME)
    assert [signal.kind for signal in kept.signals] == ["interest_added", "impression"]
    assert kept.signals[1].slot == 3
    assert [interest.topic for interest in kept.interests] == ["plants"]
    assert ([signal.kind for signal in left.signals], left.interests) == (["erased"], ())
    assert len(await found(database, engine)) == 1
