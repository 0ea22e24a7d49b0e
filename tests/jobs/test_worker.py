import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from serai.events import PersonJoined, PictureReceived
from serai.jobs import Plan, Worker, announce, backlog, enqueue, wait_before
from serai.jobs._tables import event, job
from serai.jobs.worker import _SLOW_WORK
from serai.kernel import HandClock, JobId, PersonId, PictureId, Refusal
from serai.store import Database, Write, statement

ANA = PersonJoined(person=PersonId(7))
EVENTS = statement(select(event.c.id), JobId)


async def refuse() -> None:
    raise Refusal("no")


def plan(*hears: Callable[[Write, PersonJoined], Awaitable[None]]) -> Plan:
    return Plan(reactions={PersonJoined: hears}, work={})


async def test_every_listener_hears_an_event_once(database: Database) -> None:
    heard: list[str] = []

    async def greet(_tx: Write, event: PersonJoined) -> None:
        heard.append(f"greet {event.person}")

    async def index(_tx: Write, event: PersonJoined) -> None:
        heard.append(f"index {event.person}")

    worker = Worker(database, plan(greet, index))
    async with database.write() as tx:
        await announce(tx, ANA)
        await announce(tx, PictureReceived(picture=PictureId(1)))
    await worker.drain()
    await worker.drain()
    assert sorted(heard) == ["greet 7", "index 7"]


async def test_what_is_undone_was_never_announced(database: Database) -> None:
    heard: list[int] = []

    async def greet(_tx: Write, event: PersonJoined) -> None:
        heard.append(event.person)

    with suppress(Refusal):
        async with database.write() as tx:
            await announce(tx, ANA)
            await refuse()
    assert await Worker(database, plan(greet)).drain() == 0
    assert heard == []


async def test_a_listener_that_stumbles_is_asked_again_and_alone(
    database: Database, clock: HandClock
) -> None:
    tries: list[str] = []

    async def well(_tx: Write, _event: PersonJoined) -> None:
        tries.append("well")

    async def badly(_tx: Write, _event: PersonJoined) -> None:
        tries.append("badly")
        if tries.count("badly") < 3:
            raise OSError

    worker = Worker(database, plan(well, badly))
    async with database.write() as tx:
        await announce(tx, ANA)
    await worker.drain()
    assert tries.count("well") == tries.count("badly") == 1
    for wait in (5, 10):
        clock.advance(timedelta(seconds=wait - 1))
        assert await worker.drain() == 0
        clock.advance(timedelta(seconds=1))
        await worker.drain()
    assert tries.count("well") == 1
    assert tries.count("badly") == 3
    async with database.read() as look:
        assert (await backlog(look)).jobs == 0


async def test_work_is_given_up_in_the_end_and_counted(
    database: Database, clock: HandClock
) -> None:
    async def never(_database: Database, _body: bytes) -> None:
        raise OSError

    worker = Worker(database, Plan(reactions={}, work={"cut": never}))
    async with database.write() as tx:
        await enqueue(tx, "cut", PictureId(3))
    for _ in range(10):
        await worker.drain()
        clock.advance(timedelta(hours=1))
    async with database.read() as look:
        left = await backlog(look)
    assert (left.jobs, left.given_up) == (0, 1)


async def test_work_waits_until_it_is_due(database: Database, clock: HandClock) -> None:
    done: list[bytes] = []

    async def cut(_database: Database, body: bytes) -> None:
        done.append(body)

    worker = Worker(database, Plan(reactions={}, work={"cut": cut}))
    async with database.write() as tx:
        await enqueue(tx, "cut", PictureId(3), wait=timedelta(minutes=1))
    assert await worker.drain() == 0
    clock.advance(timedelta(minutes=1))
    await worker.drain()
    assert done == [b'"3"']


async def test_a_worker_that_died_is_followed_by_another(
    database: Database, clock: HandClock
) -> None:
    done: list[bytes] = []

    async def die(_database: Database, _body: bytes) -> None:
        raise KeyboardInterrupt

    async def cut(_database: Database, body: bytes) -> None:
        done.append(body)

    async with database.write() as tx:
        await enqueue(tx, "cut", PictureId(3))
    with suppress(KeyboardInterrupt):
        await Worker(database, Plan(reactions={}, work={"cut": die})).drain()
    second = Worker(database, Plan(reactions={}, work={"cut": cut}))
    assert await second.drain() == 0
    clock.advance(timedelta(minutes=15))
    await second.drain()
    assert done == [b'"3"']


async def test_work_that_kills_every_worker_is_given_up_in_the_end(
    database: Database, clock: HandClock
) -> None:
    deaths: list[bytes] = []

    async def die(_database: Database, body: bytes) -> None:
        deaths.append(body)
        raise KeyboardInterrupt

    async with database.write() as tx:
        await enqueue(tx, "cut", PictureId(3))
    for _ in range(12):
        with suppress(KeyboardInterrupt):
            await Worker(database, Plan(reactions={}, work={"cut": die})).drain()
        clock.advance(timedelta(hours=1))
    assert len(deaths) == 8
    async with database.read() as look:
        left = await backlog(look)
    assert (left.jobs, left.given_up) == (0, 1)


async def test_a_slow_worker_that_fails_after_another_did_the_work_undoes_nothing(
    database: Database, clock: HandClock
) -> None:
    done: list[bytes] = []

    async def cut(_database: Database, body: bytes) -> None:
        done.append(body)

    quick = Worker(database, Plan(reactions={}, work={"cut": cut}))

    async def overtaken(_database: Database, _body: bytes) -> None:
        clock.advance(timedelta(minutes=15))
        await quick.drain()
        raise OSError

    async with database.write() as tx:
        await enqueue(tx, "cut", PictureId(3))
    await Worker(database, Plan(reactions={}, work={"cut": overtaken})).drain()
    clock.advance(timedelta(hours=1))
    await quick.drain()
    assert done == [b'"3"']


async def test_a_worker_lets_every_room_forget_and_do_its_chores(
    database: Database, clock: HandClock
) -> None:
    done: list[str] = []

    async def forget(_tx: Write) -> None:
        done.append("forget")

    async def tidy(_database: Database) -> None:
        done.append("tidy")

    worker = Worker(database, Plan({PersonJoined: ()}, {}, (forget,), (tidy,)))
    async with database.write() as tx:
        await announce(tx, ANA)
    await worker.drain()
    await worker.sweep()
    async with database.read() as look:
        assert len(await look.all(EVENTS)) == 1
    clock.advance(timedelta(days=8))
    await worker.sweep()
    async with database.read() as look:
        assert await look.all(EVENTS) == []
    assert done == ["forget", "tidy"] * 2


def test_waits_double_and_end() -> None:
    waits = [wait_before(tries) for tries in range(1, 9)]
    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits[-1] is None


async def test_a_reaction_does_not_wait_for_work_that_takes_long(database: Database) -> None:
    begun, heard = asyncio.Event(), asyncio.Event()

    async def toil(_database: Database, _body: bytes) -> None:
        begun.set()
        await asyncio.sleep(60)

    async def greet(_tx: Write, _event: PersonJoined) -> None:
        heard.set()

    async with database.write() as tx:
        await enqueue(tx, "toil", None)
    working = asyncio.ensure_future(
        Worker(database, Plan(reactions={PersonJoined: (greet,)}, work={"toil": toil})).run()
    )
    await asyncio.wait_for(begun.wait(), 5)
    async with database.write() as tx:
        await announce(tx, ANA)
    await asyncio.wait_for(heard.wait(), 5)
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working


async def test_who_works_long_keeps_the_job_and_nobody_takes_it_up(
    database: Database, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("serai.jobs.worker.HOLD", timedelta(milliseconds=5))
    done: list[str] = []
    begun, held = asyncio.Event(), asyncio.Event()

    async def cut(_database: Database, body: bytes) -> None:
        done.append(body.decode())
        begun.set()
        await held.wait()

    plan = Plan(reactions={}, work={"Film~cut": cut})
    async with database.write() as tx:
        await enqueue(tx, "Film~cut", 1)
    first = asyncio.create_task(Worker(database, plan).step())
    await begun.wait()
    clock.advance(timedelta(minutes=10))
    await _until_held(database, clock)
    assert not await Worker(database, plan).step()
    held.set()
    await first
    assert done == ["1"]


async def _until_held(database: Database, clock: HandClock) -> None:
    due = statement(select(job.c.due_at), int)
    for _ in range(1_000):
        async with database.read() as look:
            if (await look.one(due) or 0) > clock.now():
                return
        await asyncio.sleep(0.005)
    raise AssertionError("nobody says that they work")


async def test_slow_work_does_not_stand_before_other_work(database: Database) -> None:
    done: list[str] = []
    waits, filmed = asyncio.Event(), asyncio.Event()

    async def film(_database: Database, _body: bytes) -> None:
        await waits.wait()
        done.append("film")
        filmed.set()

    async def tidy(_database: Database, _body: bytes) -> None:
        done.append("tidy")
        waits.set()

    plan = Plan(reactions={}, work={"Film~cut": film, "tidy": tidy})
    async with database.write() as tx:
        await enqueue(tx, "Film~cut", 1)
        await enqueue(tx, "tidy", 1)
    working = asyncio.create_task(Worker(database, plan).run())
    async with asyncio.timeout(20):
        await filmed.wait()
    working.cancel()
    assert done == ["tidy", "film"]


async def test_work_that_is_given_up_is_lamented_once(database: Database, clock: HandClock) -> None:
    lamented: list[bytes] = []

    async def fail(_database: Database, _body: bytes) -> None:
        raise OSError("no disk")

    async def lament(_tx: Write, body: bytes) -> None:
        lamented.append(body)

    worker = Worker(database, Plan(reactions={}, work={"cut": fail}, laments={"cut": lament}))
    async with database.write() as tx:
        await enqueue(tx, "cut", 7)
    for _ in range(20):
        await worker.drain()
        clock.advance(timedelta(days=1))
    assert lamented == [b"7"]


async def test_slow_work_is_finished_for_who_came_first(database: Database) -> None:
    done: list[str] = []

    async def film(_database: Database, body: bytes) -> None:
        done.append(f"film {body.decode()}")

    async def listen(_database: Database, body: bytes) -> None:
        done.append(f"listen {body.decode()}")

    plan = Plan(reactions={}, work={"Film~cut": film, "Listening~~hear": listen})
    async with database.write() as tx:
        for name, subject in (("Listening~~hear", 1), ("Film~cut", 12), ("Film~cut", 3)):
            await enqueue(tx, name, subject)
    worker = Worker(database, plan)
    while await worker._do_next(_SLOW_WORK):
        pass
    assert done == ["film 3", "film 12", "listen 1"]
