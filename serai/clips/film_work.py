"""The work of making films, for the plan: each step written down, each refusal with its reason."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from msgspec.structs import replace

from serai.clips import _steps
from serai.clips._record import record, without_whole
from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.clips.film import Film
from serai.clips.read import clips
from serai.events import ClipReady, ClipRefused
from serai.jobs import Handler, Lament, Work, announce, laments_of, work_of
from serai.kernel import ClipId, Refusal, Why
from serai.store import Database, Write

Step = Callable[[Database, Crew, Clip], Awaitable[tuple[Clip, str]]]

PASSING: Final = frozenset({"clip.no_room", "media.busy", "media.store_down"})
"""Refusals that a later try may not meet: the job is tried again, as one that stumbled."""

HOPELESS: Final = frozenset({"keep", "probe"})
"""Steps whose refusal lies in the file: trying again would end the same way, so it is let go."""

_STEPS: Final[Mapping[str, Step]] = {
    "keep": _steps.keep,
    "probe": _steps.probe,
    "poster": _steps.poster,
    "loudness": _steps.loudness,
    "ladder": _steps.ladder,
    "sprite": _steps.sprite,
}


def film_work(crew: Crew) -> dict[str, Work]:
    """The work behind `Film`."""
    return work_of(Film, {name: _handler(crew, step) for name, step in _STEPS.items()})


def film_laments() -> dict[str, Lament]:
    """What a step leaves that failed for no reason of ours as often as it is tried."""

    async def lament(tx: Write, subject: int) -> None:
        which = ClipId(subject)
        found = (await clips(tx, [which])).get(which)
        if found is not None and found.state not in {"ready", "refused"}:
            await _refuse(tx, found, Why("clip.broken"))

    return laments_of(Film, lament)


def _handler(crew: Crew, step: Step) -> Handler:
    async def handle(database: Database, subject: int) -> str:
        which = ClipId(subject)
        async with database.read() as look:
            clip = (await clips(look, [which])).get(which)
        if clip is None:  # discarded meanwhile
            return "refused"
        try:
            after, state = await step(database, crew, clip)
        except Refusal as no:
            if no.code in PASSING:
                raise
            async with database.write() as tx:
                await _refuse(tx, clip, Why(no.code, no.values))
            return "refused"
        async with database.write() as tx:
            if state == "ready":
                after = await _finish(tx, crew, after)
            if not await record(tx, after):
                return "refused"
        return state

    return handle


async def _finish(tx: Write, crew: Crew, clip: Clip) -> Clip:
    """Ready; the file as it came stays or goes, as the operator says."""
    await announce(tx, ClipReady(clip=clip.id))
    ready = replace(clip, ready_at=tx.now)
    if crew.keeps_whole or clip.whole is None:
        return ready
    return await without_whole(tx, ready)


async def _refuse(tx: Write, clip: Clip, why: Why) -> None:
    refused = replace(clip, refused=why, halted=clip.state)
    if clip.state in HOPELESS or clip.kind != "video":  # a picture goes on without its motion
        refused = await without_whole(tx, refused)
    await record(tx, refused)
    await announce(tx, ClipRefused(clip=clip.id))
