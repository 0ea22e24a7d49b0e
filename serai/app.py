"""App: the whole system put together: settings in, doors out, who listens to what."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from threading import Thread
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp

from serai import (
    accounts,
    api,
    boards,
    comments,
    graph,
    hot,
    media,
    moderation,
    notes,
    notices,
    recommend,
    search,
    web,
)
from serai.accounts import people, sweep_sessions
from serai.arrive import SWEEP_WORK, sweep, topic_rows
from serai.entry import Guard, House, Limits, Place, Words, load_words, serve
from serai.entry.door import Door, Progress
from serai.entry.log import configure_log
from serai.entry.lost import CODES, lost
from serai.entry.once import forget_answers, sweep_answers
from serai.events import (
    CommentLiked,
    CommentUnliked,
    CommentWithdrawn,
    CommentWritten,
    FollowAccepted,
    FollowRequested,
    FollowRequestEnded,
    NoteCollected,
    NoteEdited,
    NoteLiked,
    NotePublished,
    NoteRestored,
    NoteUncollected,
    NoteUnliked,
    NoteWithdrawn,
    PersonBlocked,
    PersonFollowed,
    PersonJoined,
    PersonLeft,
    PersonReturned,
    PersonUnfollowed,
    PictureReceived,
    PrivacyChanged,
    ProfileChanged,
)
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
from serai.models import (
    AbsentEncoder,
    Encoder,
    ImageEncoder,
    PhotoEncoder,
    SentenceEncoder,
)
from serai.notes import (
    DESCRIBE_WORK,
    NoteLimits,
    Senses,
    ask_to_describe,
    describe_chore,
    describe_work,
    in_notes,
)
from serai.notes.drafts import (
    Press,
    erase_drafts,
    export_drafts,
    is_drafted,
    publish_due,
    sweep_drafts,
)
from serai.recommend import Engine, keep, wake
from serai.settings import Settings
from serai.store import Read, migrate, open_database


def make_plan(blobs: Blobs, darkroom: Darkroom, senses: Senses) -> Plan:
    """Who listens to what, and who does which work: the one table of the house."""
    return Plan(
        reactions={
            CommentLiked: (notices.on_comment_heart,),
            CommentUnliked: (notices.on_comment_heart,),
            CommentWithdrawn: (notices.on_talk,),
            CommentWritten: (notices.on_talk,),
            FollowAccepted: (notices.on_request,),
            FollowRequested: (notices.on_request,),
            FollowRequestEnded: (notices.on_request,),
            NoteCollected: (notices.on_collected,),
            NoteEdited: (ask_to_describe, notices.on_mentions),
            NoteLiked: (notices.on_heart,),
            NotePublished: (ask_to_describe, notices.on_mentions),
            NoteRestored: (notices.on_standing,),
            NoteUncollected: (notices.on_uncollected,),
            NoteUnliked: (notices.on_heart,),
            NoteWithdrawn: (notices.on_standing,),
            PersonBlocked: (notices.on_blocked,),
            PersonFollowed: (notices.on_followed,),
            PersonJoined: (search.on_person_joined,),
            PersonLeft: (notes.ask_to_retell, search.on_openness_changed),
            PersonReturned: (notes.ask_to_retell, search.on_openness_changed),
            PersonUnfollowed: (notices.on_followed,),
            PictureReceived: (on_picture_received,),
            PrivacyChanged: (notes.ask_to_retell, search.on_openness_changed),
            ProfileChanged: (search.on_profile_changed,),
        },
        work={
            **slimming(darkroom, blobs),
            **publish_due(Press(darkroom, blobs)),
            DESCRIBE_WORK: describe_work(senses),
            FORGET_WORK: forget_work(blobs),
            notes.RETELL_WORK: notes.retell,
            SWEEP_WORK: sweep,
            TIDY_WORK: tidy_work(is_shown),
        },
        sweeps=(
            sweep_sessions,
            sweep_answers,
            boards.sweep_boards,
            graph.sweep_ties,
            notices.sweep_notices,
            sweep_drafts,
            recommend.sweep_hushes,
            search.sweep_looked_for,
        ),
        chores=(orphan_chore(blobs), describe_chore(senses), accounts.erase_chore(ERASES)),
    )


EXPORTS: Final = {
    "accounts": accounts.export,
    "boards": boards.export,
    "comments": comments.export,
    "drafts": export_drafts,
    "graph": graph.export,
    "media": media.export,
    "moderation": moderation.export,
    "notes": notes.export,
    "notices": notices.export,
    "recommend": recommend.export,
}
"""What each room hands out to somebody who asks what is kept of them."""

ERASES: Final = (
    boards.erase,
    comments.erase,
    notices.erase,
    graph.erase,
    recommend.erase,
    moderation.erase,
    search.erase,
    forget_answers,
    erase_drafts,
    notes.erase,
    media.erase,
    accounts.erase,
)
"""What each room does where somebody is to be forgotten, in this order: notes go after all that
hangs on them, and the account last, so that whatever was stopped in the middle is found again."""


async def is_shown(tx: Read, picture: Picture) -> bool:
    """Whether a note, a draft, a comment or a person's face needs the picture."""
    owner = (await people(tx, [picture.owner])).get(picture.owner)
    is_face = owner is not None and owner.avatar == picture.id
    if is_face or await is_drafted(tx, picture.id):
        return True
    return await in_notes(tx, picture.id) or await comments.in_comments(tx, picture.id)


async def open_house(settings: Settings, words: Words, bell: notices.Bell | None = None) -> House:
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
        bell=bell or notices.Bell(),
    )


PACKED: Final = 1
"""How hard pages are pressed: a page of cards is a quarter as long then, for 0.6 ms of CPU."""

_OFF: Final = "switched off by SERAI_MODELS=0"


def _encoder(settings: Settings) -> Encoder:
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = SentenceEncoder()
    started.start()
    return started


def _eyes(settings: Settings) -> ImageEncoder:
    if not settings.models:
        return AbsentEncoder(_OFF)
    started = PhotoEncoder()
    started.start()
    return started


async def _work(house: House, settings: Settings) -> None:
    """Do queued work until cancelled; pictures are looked at nowhere else, so its eyes are here."""
    eyes = _eyes(settings)
    senses = Senses(house.encoder, eyes, house.blobs)
    try:
        await Worker(house.database, make_plan(house.blobs, house.darkroom, senses)).run()
    finally:
        await eyes.close()


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
        working = asyncio.create_task(_work_when_ready(building, standing, settings))
        warming = asyncio.create_task(_warm_when_ready(building, standing))
        keeping = asyncio.create_task(_keep_when_ready(building, standing, settings))
        telling = asyncio.create_task(_tell_when_ready(building, standing))
        counting = asyncio.create_task(_count_when_ready(building, standing))
        yield
        for task in (counting, telling, keeping, warming, working, building):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
        for house in standing:
            await close_house(house)

    outer = Starlette(
        middleware=[
            Middleware(Guard, words=words),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=PACKED),
        ],
        lifespan=lifespan,
    )
    outer.router.default = door
    return outer


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


async def _work_when_ready(
    building: "asyncio.Task[None]", standing: list[House], settings: Settings
) -> None:
    await asyncio.wait([building])
    if settings.worker and standing:
        await _work(standing[0], settings)


async def _warm_when_ready(building: "asyncio.Task[None]", standing: list[House]) -> None:
    """Have the topics' vectors at hand before the first archive comes."""
    await asyncio.wait([building])
    if standing:
        await topic_rows(standing[0].encoder)


async def _keep_when_ready(
    building: "asyncio.Task[None]", standing: list[House], settings: Settings
) -> None:
    """Write the engine down now and then, so that the next start is a short one."""
    await asyncio.wait([building])
    if standing and not building.cancelled() and building.exception() is None:
        await keep(standing[0].engine, settings.home / "engine")


async def _tell_when_ready(building: "asyncio.Task[None]", standing: list[House]) -> None:
    """Authors hear of their notes' first audiences from the process that knows them."""
    await asyncio.wait([building])
    if standing and not building.cancelled() and building.exception() is None:
        await notices.watch_trials(standing[0].database, standing[0].engine)


async def _count_when_ready(building: "asyncio.Task[None]", standing: list[House]) -> None:
    """What rises is counted where the pages that show it are drawn."""
    await asyncio.wait([building])
    if standing and not building.cancelled() and building.exception() is None:
        await hot.watch(standing[0].database, standing[0].hot)


async def work_through(settings: Settings) -> None:
    """Do queued work until cancelled: `serai work`."""
    configure_log()
    house = await open_house(settings, load_words())
    try:
        await _work(house, settings)
    finally:
        await close_house(house)
