"""App: the whole system put together: settings in, doors out, who listens to what."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from serai import api, search, web
from serai.accounts import people, sweep_sessions
from serai.arrive import SWEEP_WORK, sweep, topic_rows
from serai.entry import Guard, House, Limits, Place, Words, load_words, serve
from serai.entry.door import Door, Progress
from serai.entry.log import configure_log
from serai.entry.lost import CODES, lost
from serai.entry.once import sweep_answers
from serai.events import PersonJoined, PictureReceived, ProfileChanged
from serai.jobs import Plan, Worker
from serai.kernel import SystemClock
from serai.media import (
    FORGET_WORK,
    TIDY_WORK,
    Blobs,
    ChildDarkroom,
    Darkroom,
    FolderBlobs,
    Picture,
    PictureLimits,
    forget_work,
    on_picture_received,
    orphan_chore,
    slimming,
    tidy_work,
)
from serai.models import AbsentEncoder, Encoder, SentenceEncoder
from serai.notes import NoteLimits, note_holding
from serai.recommend import Engine
from serai.settings import Settings
from serai.store import Read, migrate, open_database


def make_plan(blobs: Blobs, darkroom: Darkroom) -> Plan:
    """Who listens to what, and who does which work: the one table of the house."""
    return Plan(
        reactions={
            PersonJoined: (search.on_person_joined,),
            PictureReceived: (on_picture_received,),
            ProfileChanged: (search.on_profile_changed,),
        },
        work={
            **slimming(darkroom, blobs),
            FORGET_WORK: forget_work(blobs),
            SWEEP_WORK: sweep,
            TIDY_WORK: tidy_work(is_shown),
        },
        sweeps=(sweep_sessions, sweep_answers),
        chores=(orphan_chore(blobs),),
    )


async def is_shown(tx: Read, picture: Picture) -> bool:
    """Whether a note or a person's face needs the picture."""
    owner = (await people(tx, [picture.owner])).get(picture.owner)
    is_face = owner is not None and owner.avatar == picture.id
    return is_face or await note_holding(tx, picture.id) is not None


async def open_house(settings: Settings, words: Words) -> House:
    """Bring the database up to date and open every craft; nothing is served yet."""
    await migrate(settings.database_url)
    clock = SystemClock()
    return House(
        database=await open_database(settings.database_url, clock),
        clock=clock,
        blobs=FolderBlobs(settings.home / "blobs"),
        darkroom=ChildDarkroom(),
        encoder=_encoder(settings),
        engine=Engine(),
        limits=Limits(NoteLimits(), PictureLimits(), settings.writes_per_minute),
        place=Place(settings.public_address, settings.name),
        words=words,
    )


def _encoder(settings: Settings) -> Encoder:
    if not settings.models:
        return AbsentEncoder("switched off by SERAI_MODELS=0")
    started = SentenceEncoder()
    started.start()
    return started


async def close_house(house: House) -> None:
    """Let go of everything `open_house` opened."""
    await house.darkroom.close()
    await house.encoder.close()
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


def build(settings: Settings, plant: Plant | None = None) -> ASGIApp:
    """The application for a server: answers at once, opens when the house stands and is planted."""
    configure_log()
    words = load_words()
    door = Door(partial(web.porch, words))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        standing: list[House] = []

        async def set_up(progress: Progress) -> ASGIApp:
            house = await open_house(settings, words)
            standing.append(house)
            if plant is not None:
                await plant(house, progress.move)
            opened = doors(house)
            gc.collect()
            gc.freeze()  # what stands now stays; collecting must not walk it for every few pages
            return opened

        building = asyncio.create_task(door.build(set_up))
        working = asyncio.create_task(_work_when_ready(building, standing, settings))
        warming = asyncio.create_task(_warm_when_ready(building, standing))
        yield
        for task in (warming, working, building):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
        for house in standing:
            await close_house(house)

    outer = Starlette(middleware=[Middleware(Guard, words=words)], lifespan=lifespan)
    outer.router.default = door
    return outer


async def _work_when_ready(
    building: "asyncio.Task[None]", standing: list[House], settings: Settings
) -> None:
    await asyncio.wait([building])
    if settings.worker and standing:
        house = standing[0]
        await Worker(house.database, make_plan(house.blobs, house.darkroom)).run()


async def _warm_when_ready(building: "asyncio.Task[None]", standing: list[House]) -> None:
    """Have the topics' vectors at hand before the first archive comes."""
    await asyncio.wait([building])
    if standing:
        await topic_rows(standing[0].encoder)


async def work_through(settings: Settings) -> None:
    """Do queued work until cancelled: `serai work`."""
    configure_log()
    house = await open_house(replace(settings, models=False), load_words())
    try:
        await Worker(house.database, make_plan(house.blobs, house.darkroom)).run()
    finally:
        await close_house(house)
