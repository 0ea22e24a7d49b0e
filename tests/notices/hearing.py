"""The worker as far as it tells people, and what they were told in short."""

from collections.abc import Mapping
from typing import Any

from serai.events import Event
from serai.jobs import Plan, Reaction, Worker
from serai.kernel import PersonId
from serai.notices import Family, Gathered, gathered, look, unread
from serai.store import Database
from tests.world import a_plan


def plan() -> Plan:
    """The house's own table, without those who tell nobody."""
    whole = a_plan()
    mine: Mapping[type[Event], tuple[Reaction, ...]] = {
        kind: tuple(one for one in by if one.__module__.startswith("serai.notices"))
        for kind, by in whole.reactions.items()
    }
    return Plan(mine, {})


async def hear(database: Database) -> None:
    """Let the worker do all that is due."""
    await Worker(database, plan()).drain()


async def again(database: Database, reaction: Any, event: Event) -> None:
    """As if the worker had died before it wrote down that this was done."""
    async with database.write() as tx:
        await reaction(tx, event)


async def told(
    database: Database, person: PersonId, family: Family = "all", limit: int = 50
) -> list[Gathered]:
    async with database.read() as tx:
        return await gathered(tx, person, family, None, limit)


async def new(database: Database, person: PersonId) -> int:
    async with database.read() as tx:
        return await unread(tx, person)


async def looks(database: Database, person: PersonId, seen: int | None = None) -> int:
    async with database.write() as tx:
        return await look(tx, person, seen)
