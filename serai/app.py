"""App: the whole system put together: settings in, doors out, and what lives in between."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from threading import Thread
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from serai import (
    api,
    hot,
    notices,
    search,
    web,
)
from serai.arrive import topic_rows
from serai.crafts import blobs_of, crew_of, ears_of, encoder_of, eyes_of, interpreter_of
from serai.entry import Guard, House, Limits, Place, Words, load_words, serve
from serai.entry.door import Door, Progress
from serai.entry.log import configure_log
from serai.entry.lost import CODES, lost
from serai.jobs import Worker
from serai.kernel import SystemClock
from serai.languages import load_gloss
from serai.media import BYTES, MEDIA_TYPES, ChildDarkroom, PictureLimits
from serai.notes import (
    NoteLimits,
    Senses,
)
from serai.plan import make_plan
from serai.recommend import Engine, keep, wake
from serai.settings import Settings
from serai.store import migrate, open_database


async def open_house(settings: Settings, words: Words, bell: notices.Bell | None = None) -> House:
    """Bring the database up to date and open every craft; nothing is served yet."""
    await migrate(settings.database_url)
    clock = SystemClock()
    blobs, darkroom = blobs_of(settings), ChildDarkroom()
    return House(
        database=await open_database(settings.database_url, clock),
        clock=clock,
        blobs=blobs,
        darkroom=darkroom,
        crew=crew_of(settings, blobs, darkroom),
        encoder=encoder_of(settings),
        engine=Engine(),
        limits=Limits(NoteLimits(), PictureLimits(), writes_per_minute=settings.writes_per_minute),
        place=Place(settings.public_address, settings.name),
        words=words,
        bell=bell or notices.Bell(),
        interpreter=interpreter_of(settings),
    )


PACKED: Final = 1
"""How hard pages are pressed: a page of cards is a quarter as long then, for 0.6 ms of CPU."""


UNPACKED: Final = (*DEFAULT_EXCLUDED_CONTENT_TYPES, *MEDIA_TYPES.values(), BYTES)
"""What goes as it is: a part of a file must be of the very bytes that its entity tag names."""


async def _work(house: House, settings: Settings) -> None:
    """Do queued work until cancelled; what looks and listens does so nowhere else."""
    eyes, ears = eyes_of(settings), ears_of(settings)
    senses = Senses(house.encoder, eyes, house.blobs)
    try:
        await Worker(house.database, make_plan(house.crew, senses, ears)).run()
    finally:
        await eyes.close()
        await ears.close()


async def close_house(house: House) -> None:
    """Let go of everything `open_house` opened."""
    await house.darkroom.close()
    await house.crew.studio.close()
    await house.encoder.close()
    await house.interpreter.close()
    await house.database.close()


def doors(house: House) -> ASGIApp:
    """Every way into a house that stands."""
    return Starlette(
        routes=[
            *serve(web.ROUTES, house, web.refused),
            *serve(api.ROUTES, house),
            Mount("/static", web.static_files()),
        ],
        exception_handlers=dict.fromkeys(CODES, lost(house, web.refused)),
    )


Plant = Callable[[House, Callable[[int, int], None]], Awaitable[None]]
"""Fills a new house; tells how far it is: so many done, of so many."""


def build(
    settings: Settings, plant: Plant | None = None, bell: notices.Bell | None = None
) -> ASGIApp:
    """The application for a server: answers at once, opens when the house stands and is planted."""
    configure_log()
    words = load_words()
    door = Door(partial(web.porch, words))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        standing: list[House] = []

        async def set_up(progress: Progress) -> ASGIApp:
            house = await open_house(settings, words, bell)
            standing.append(house)
            await _aside(partial(wake, house.engine, settings.home / "engine"))
            if plant is not None:
                await plant(house, progress.move)
            async with house.database.read() as tx:
                await house.engine.catch_up_alone(tx)
            opened = doors(house)
            gc.collect()
            gc.freeze()  # what stands now stays; collecting must not walk it for every few pages
            return opened

        building = asyncio.create_task(door.build(set_up))
        living = [
            asyncio.create_task(_once_ready(building, standing, live)) for live in _lives(settings)
        ]
        yield
        for task in (*reversed(living), building):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
        for house in standing:
            await close_house(house)

    outer = Starlette(middleware=_around(words), lifespan=lifespan)
    outer.router.default = door
    return outer


def _around(words: Words) -> list[Middleware]:
    """What every request passes: the guard, and whoever presses pages smaller."""
    return [
        Middleware(Guard, words=words),
        Middleware(
            GZipMiddleware,
            minimum_size=1_000,
            compresslevel=PACKED,
            exclude_content_types=UNPACKED,
        ),
    ]


async def _aside(work: Callable[[], None]) -> None:
    """Do `work` in a thread that nobody waits for where the house is closed meanwhile."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    failed: list[Exception] = []

    def go() -> None:
        try:
            work()
        except Exception as wrong:  # noqa: BLE001 - raised again where it is waited for
            failed.append(wrong)
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(done.set)

    Thread(target=go, daemon=True).start()
    await done.wait()
    if failed:
        raise failed[0]


async def _once_ready(
    building: "asyncio.Task[None]", standing: list[House], live: Callable[[House], Awaitable[None]]
) -> None:
    """`live` in the house from when it stands; never, where it could not be set up."""
    await asyncio.wait([building])
    if standing and not building.cancelled() and building.exception() is None:
        await live(standing[0])


def _lives(settings: Settings) -> list[Callable[[House], Awaitable[None]]]:
    """What goes on in the serving process for as long as it serves."""

    async def work(house: House) -> None:
        if settings.worker:
            await _work(house, settings)

    async def warm(house: House) -> None:
        """Have the topics' vectors at hand before the first archive comes."""
        await topic_rows(house.encoder)

    async def read_books(house: House) -> None:
        """Have sounds, meanings and the dictionary at hand before anybody looks for them."""
        await _aside(search.warm)
        await house.meanings.warm(house.database)
        await _aside(load_gloss)

    async def keep_engine(house: House) -> None:
        """Write the engine down now and then, so that the next start is a short one."""
        await keep(house.engine, settings.home / "engine")

    async def tell(house: House) -> None:
        """Authors hear of their notes' first audiences from the process that knows them."""
        await notices.watch_trials(house.database, house.engine)

    async def count(house: House) -> None:
        """What rises is counted where the pages that show it are drawn."""
        await hot.watch(house.database, house.hot)

    return [read_books, work, warm, keep_engine, tell, count]


async def work_through(settings: Settings) -> None:
    """Do queued work until cancelled: `serai work`."""
    configure_log()
    house = await open_house(settings, load_words())
    try:
        await _work(house, settings)
    finally:
        await close_house(house)
