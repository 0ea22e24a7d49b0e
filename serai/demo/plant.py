"""Plant the made-up world: play its story through the verbs that people's own deeds go through."""

import asyncio
from collections.abc import Callable
from typing import Final

from serai.accounts.anybody import anybody
from serai.demo._planted import deeds_done, keep
from serai.demo._stage import Source, Stage, source_of
from serai.demo.ground import Ground
from serai.demo.story import Deed, Publishes, Sends, story
from serai.demo.world import DemoNote, World, load_world
from serai.media import Prepared

BEGUN: Final = "begun"
AT_ONCE: Final = 4
"""Pictures handed to the darkroom at a time: enough to keep it busy, far below its queue."""

Told = Callable[[int, int], None]


async def plant(house: Ground, told: Told, world: World | None = None) -> None:
    """Make the demo world where nobody lives yet; started again, it goes on where it was.

    `told(done, total)` hears of each deed. The moment of the first start is kept, so that a
    second one plants nothing, and one after a kill plants the rest at the times first meant.
    """
    end, done = await _ground(house)
    if end is None:
        return
    whole = story(world or load_world(), end)
    left = [deed for deed in whole if deed.key not in done]
    told(len(whole) - len(left), len(whole))
    await _play(Stage(house, done), left, lambda ahead: told(len(whole) - ahead, len(whole)))


async def _ground(house: Ground) -> tuple[int | None, dict[str, int]]:
    """The moment at which the story ends and the deeds done so far; None where others live."""
    async with house.database.write() as tx:
        done = await deeds_done(tx)
        if BEGUN in done:
            return done[BEGUN], done
        if await anybody(tx):
            return None, done
        await keep(tx, BEGUN, tx.now)
        return tx.now, done


async def _play(stage: Stage, left: list[Deed], told: Callable[[int], None]) -> None:
    turn, films_turn = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    films: dict[str, asyncio.Task[None]] = {}

    async def develop(source: Source) -> Prepared:
        async with turn:
            return await stage.develop(source)

    async def film(note: DemoNote) -> None:
        async with films_turn:
            await stage.make_film(note)

    await stage.call_back_people()
    sources = dict.fromkeys(source for deed in left for source in source_of(deed.act))
    async with asyncio.TaskGroup() as group:
        ready = {source: group.create_task(develop(source)) for source in sources}
        for ahead, deed in zip(reversed(range(len(left))), left, strict=True):
            shown = {source: await ready[source] for source in source_of(deed.act)}
            if isinstance(deed.act, Publishes):
                await (films.pop(deed.act.note.key, None) or film(deed.act.note))
            await stage.play(deed, shown)
            if isinstance(deed.act, Sends):
                films[deed.act.note.key] = group.create_task(film(deed.act.note))
            told(ahead)
