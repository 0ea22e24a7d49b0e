"""Move a picture: a clip becomes its motion, takes the place of another one, or is it no longer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam

from serai.clips._tables import clip_of_picture
from serai.clips.clip import Clip, Kind
from serai.clips.container import HEAD, sniff
from serai.clips.crew import Crew
from serai.clips.discard import discard
from serai.clips.go_on import note_arrival, see_clip, take_in
from serai.clips.motion import is_animated, motion_in, seconds_of
from serai.clips.read import motions
from serai.clips.start import start
from serai.clips.tidy import tidy_clip_later
from serai.events import PictureDiscarded
from serai.kernel import ClipId, PersonId, PictureId, Refusal
from serai.media import pictures
from serai.store import Database, Write, change

MADE_UP: Final = {"live": "motion.mp4", "loop": "loop"}
"""Names of motions, which never had one of their own."""

_LINK = change(
    clip_of_picture.insert().values(picture=bindparam("picture"), clip=bindparam("clip"))
)
_UNLINK = change(clip_of_picture.delete().where(clip_of_picture.c.picture == bindparam("still")))


class Motion(Struct, frozen=True):
    """What moves in a picture's file: the film of a live photo, or the file itself."""

    kind: Kind
    data: bytes


async def motion_of(data: bytes) -> Motion | None:
    """What moves in a file that was taken for a picture; None where nothing does.

    Only for files that a darkroom has read: it knows better than to open what is too large.
    """
    return await asyncio.to_thread(_motion, data)


def _motion(data: bytes) -> Motion | None:
    if (part := motion_in(data)) is not None:
        return Motion("live", data[part])
    return Motion("loop", data) if is_animated(data) else None


async def motion_beside(data: bytes, crew: Crew) -> Motion:
    """The film that a phone keeps in a file beside its photo.

    Raises `Refusal` clip.not_a_clip and clip.motion_too_long.
    """
    if sniff(data[:HEAD]) != "mov":
        raise Refusal("clip.not_a_clip")
    if seconds_of(data) > crew.clip.motion_seconds:
        raise Refusal("clip.motion_too_long", seconds=crew.clip.motion_seconds)
    return Motion("live", data)


async def bring(database: Database, crew: Crew, owner: PersonId, motion: Motion) -> ClipId:
    """A clip whose bytes are all here, before the transaction that lets it move a picture.

    Raises the `Refusal`s of `start`. A clip that moves nothing goes after a week.
    """
    await crew.uploads.make_room(len(motion.data))
    async with database.write() as tx:
        size, name = len(motion.data), MADE_UP[motion.kind]
        made = await start(tx, owner, name, size, crew.clip, motion.kind)
    await take_in(crew.uploads, made, 0, _whole(motion.data))
    return made.id


async def bring_from(database: Database, crew: Crew, owner: PersonId, data: bytes) -> ClipId | None:
    """The motion in a picture's file as a clip; None where there is none or it is refused.

    A picture without its motion is a picture still, so it goes on alone.
    """
    motion = await motion_of(data)
    if motion is None:
        return None
    try:
        return await bring(database, crew, owner, motion)
    except Refusal:
        return None


async def move(tx: Write, owner: PersonId, picture: PictureId, which: ClipId) -> Clip:
    """The picture moves by this clip from here on; twice is once.

    What moved it before is discarded. Raises `Refusal` media.not_found and clip.not_found where
    they are not both `owner`'s, the picture a photo, and the clip a motion.
    """
    await _photo_of(tx, owner, picture)
    found = await see_clip(tx, owner, which)
    if found.kind == "video":
        raise Refusal("clip.not_found")
    before = (await motions(tx, [picture])).get(picture)
    if before is not None and before.id != which:
        await discard(tx, owner, before.id)
    await tx.run(_UNLINK, still=picture)
    await tx.run(_LINK, picture=picture, clip=which)
    if found.state == "arriving":
        return await note_arrival(tx, owner, which, found.size)
    return found


async def hold_still(tx: Write, owner: PersonId, picture: PictureId) -> ClipId | None:
    """The picture moves no more; `move` brings its motion back within a week.

    Raises `Refusal` media.not_found where there is no such photo of `owner`'s.
    """
    await _photo_of(tx, owner, picture)
    moved = (await motions(tx, [picture])).get(picture)
    if moved is None:
        return None
    await tx.run(_UNLINK, still=picture)
    await tidy_clip_later(tx, moved.id)
    return moved.id


async def on_picture_discarded(tx: Write, event: PictureDiscarded) -> None:
    """What moved a picture goes with it."""
    moved = (await motions(tx, [event.picture])).get(event.picture)
    if moved is not None:
        await discard(tx, moved.owner, moved.id)


async def _photo_of(tx: Write, owner: PersonId, which: PictureId) -> None:
    found = (await pictures(tx, [which])).get(which)
    if found is None or found.owner != owner or found.kind != "photo":
        raise Refusal("media.not_found")


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data
