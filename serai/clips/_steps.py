"""The steps of a film: each answers the clip as it is then, and the state that follows."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from serai.clips._again import like_before, same_bytes
from serai.clips._poster import first_worth_showing
from serai.clips._progress import telling
from serai.clips._record import record
from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.clips.ladder import rungs_for
from serai.clips.probed import Probed
from serai.kernel import PictureId, Refusal
from serai.media import at_hand, prepare, receive
from serai.store import Database

WHOLE: Final = ".film"
"""The suffix of a file as it came: nothing that a browser would be told to show."""

SECOND: Final = 1_000_000

STILLS: Final = 9
"""Pictures among which the one that stands for a clip is found."""


async def keep(database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """Put the file away; where the very same came before, its films serve again."""
    if clip.whole is None:
        if not crew.uploads.path(clip.id).is_file():
            raise Refusal("clip.lost")
        whole = await crew.blobs.put_file(crew.uploads.path(clip.id), WHOLE)
        clip = replace(clip, whole=whole, digest=whole.removesuffix(WHOLE))
        async with database.write() as tx:
            await record(tx, clip)
    await crew.uploads.forget(clip.id)
    before = await same_bytes(database, clip)
    if before is None:
        return clip, "probe"
    async with film(crew, clip) as (path, _):
        return await _posed(database, crew, _as_before(clip, before), path), "ready"


async def probe(_database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """What the file holds."""
    async with film(crew, clip) as (path, _):
        probed = await crew.studio.probe(path, crew.clip)
    longest = crew.clip.motion_seconds
    if clip.kind == "live" and probed.duration >= (longest + 1) * SECOND:
        raise Refusal("clip.motion_too_long", seconds=longest)
    return replace(clip, probed=probed), "poster"


async def poster(database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """The picture that stands for it; where it looks like one before, its films serve again.

    The motion of a picture has that picture, and is never like another: photos of one burst are.
    """
    if clip.kind != "video":
        return clip, "loudness"
    async with film(crew, clip) as (path, _):
        seen = await crew.studio.fingerprint(path, _known(clip))
        before = await like_before(database, clip, seen)
        clip = await _posed(database, crew, clip, path)
    return (clip, "loudness") if before is None else (_as_before(clip, before), "ready")


async def loudness(_database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """How much louder or softer it shall be."""
    if not _is_heard(clip):
        return replace(clip, gain=None), "ladder"
    async with film(crew, clip) as (path, _):
        return replace(clip, gain=await crew.studio.loudness(path)), "ladder"


async def ladder(database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """The sizes it is played in."""
    shown = replace(_known(clip), has_sound=_is_heard(clip))
    async with film(crew, clip) as (path, bench), telling(database, clip.id) as told:
        made = await crew.studio.encode(path, shown, rungs_for(shown), clip.gain, bench, told)
        clip = replace(clip, rungs=made.rungs, master=made.master)
        for address in sorted(clip.addresses):
            await crew.blobs.put_file(bench / address, Path(address).suffix)
    return clip, "sprite"


async def sprite(_database: Database, crew: Crew, clip: Clip) -> tuple[Clip, str]:
    """Small pictures for seeking, read from the smallest size."""
    async with _bench(crew) as bench, at_hand(crew.blobs, clip.rungs[0].address, bench) as path:
        made, data = await crew.studio.sprite(path, _known(clip))
    await crew.blobs.put(data, ".webp")
    return replace(clip, sprite=made), "ready"


async def new_poster(database: Database, crew: Crew, clip: Clip, path: Path, at: int) -> PictureId:
    """What is seen at that moment, as a picture of the clip's owner."""
    seen = await crew.studio.poster(path, at)
    made = await prepare(crew.darkroom, crew.blobs, seen, crew.picture)
    async with database.write() as tx:
        return (await receive(tx, clip.owner, made, "", crew.picture)).id


async def _posed(database: Database, crew: Crew, clip: Clip, path: Path) -> Clip:
    """The clip with a poster: the moment its owner chose, else the first worth showing."""
    if clip.poster is not None or clip.kind != "video":
        return clip
    at = clip.poster_at
    if not at:
        stills = await crew.studio.stills(path, _known(clip), STILLS)
        at = await asyncio.to_thread(first_worth_showing, stills)
    made = await new_poster(database, crew, clip, path, at)
    return replace(clip, poster=made, poster_at=at)


def _as_before(clip: Clip, before: Clip) -> Clip:
    return replace(
        clip,
        probed=before.probed,
        gain=before.gain,
        rungs=before.rungs,
        master=before.master,
        sprite=before.sprite,
    )


def _known(clip: Clip) -> Probed:
    if clip.probed is None:
        raise Refusal("clip.broken")
    return clip.probed


def _is_heard(clip: Clip) -> bool:
    """Whether its sound is kept."""
    # A picture's motion is silent: nobody shall hear in its file what was said beside it.
    return _known(clip).has_sound and clip.kind == "video"


@asynccontextmanager
async def film(crew: Crew, clip: Clip) -> AsyncIterator[tuple[Path, Path]]:
    """The file as it came, else its largest size, to read alone; and a folder for what is made."""
    address = clip.whole or (clip.rungs[-1].address if clip.rungs else None)
    if address is None:
        raise Refusal("clip.lost")
    async with _bench(crew) as bench, at_hand(crew.blobs, address, bench) as path:
        yield path, bench


@asynccontextmanager
async def _bench(crew: Crew) -> AsyncIterator[Path]:
    """A folder that is gone afterwards."""
    crew.bench.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=crew.bench, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
