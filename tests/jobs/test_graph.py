from datetime import timedelta

import pytest

from serai.jobs import Graph, Plan, State, Worker, begin, stands, work_of
from serai.kernel import HandClock, PictureId
from serai.store import Database

SUBJECT = PictureId(9)


class Cutting(Graph):
    received = State(then=("cut", "refused"), first=True)
    cut = State(then=("ready",))
    ready = State()
    refused = State()


def test_a_graph_that_cannot_be_is_refused_when_it_is_written() -> None:
    with pytest.raises(TypeError, match="begins at"):
        type("Nowhere", (Graph,), {"here": State()})
    with pytest.raises(TypeError, match="no state"):
        type("Away", (Graph,), {"here": State(then=("gone",), first=True)})
    with pytest.raises(TypeError, match="never reaches"):
        type("Island", (Graph,), {"here": State(first=True), "there": State()})
    with pytest.raises(TypeError, match="handlers"):
        work_of(Cutting, {})


async def test_each_step_is_done_once_and_leads_on(database: Database) -> None:
    steps: list[str] = []

    async def receive(_database: Database, subject: int) -> str:
        steps.append(f"receive {subject}")
        return "cut"

    async def cut(_database: Database, subject: int) -> str:
        steps.append(f"cut {subject}")
        return "ready"

    plan = Plan(reactions={}, work=work_of(Cutting, {"received": receive, "cut": cut}))
    async with database.write() as tx:
        await begin(tx, Cutting, SUBJECT)
        await begin(tx, Cutting, SUBJECT)
    await Worker(database, plan).drain()
    assert steps == ["receive 9", "cut 9"]
    async with database.read() as look:
        found = await stands(look, Cutting, SUBJECT)
    assert found is not None
    assert found.state == "ready"


async def test_a_step_that_stumbles_is_tried_again_and_a_wrong_way_is_not_taken(
    database: Database, clock: HandClock
) -> None:
    ways = ["refuse to answer", "home", "refused"]

    async def receive(_database: Database, _subject: int) -> str:
        way = ways.pop(0)
        if way == "refuse to answer":
            raise OSError
        return way

    async def cut(_database: Database, _subject: int) -> str:
        raise AssertionError

    worker = Worker(
        database, Plan(reactions={}, work=work_of(Cutting, {"received": receive, "cut": cut}))
    )
    async with database.write() as tx:
        await begin(tx, Cutting, SUBJECT)
    states: list[str] = []
    for _ in range(3):
        await worker.drain()
        async with database.read() as look:
            found = await stands(look, Cutting, SUBJECT)
            states.append(found.state if found else "")
        clock.advance(timedelta(minutes=1))
    assert states == ["received", "received", "refused"]
