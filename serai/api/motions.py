"""What moves a picture: the film that a phone kept beside it, taken away and brought back."""

from msgspec import Struct

from serai.api.pictures import PictureView, with_motion
from serai.clips import bring, hold_still, motion_beside, move
from serai.entry import Ask, Routes, Upload
from serai.kernel import ClipId, PictureId, Refusal
from serai.media import pictures
from serai.store import Read, Write

routes = Routes()


class MotionSent(Struct, frozen=True):
    """A file (MOV or MP4, a few seconds), or the id of a motion that was just taken away."""

    file: tuple[Upload, ...] = ()
    clip: ClipId | None = None


async def _bring(ask: Ask, sent: MotionSent) -> ClipId:
    owner, house = ask.must().id, ask.house
    if sent.clip is not None:
        return sent.clip
    if not sent.file:
        raise Refusal("clip.empty")
    motion = await motion_beside(sent.file[0].data, house.crew)
    async with house.database.read() as look:
        await _own(look, owner, ask)
    return await bring(house.database, house.crew, owner, motion)


async def _own(tx: Read, owner: int, ask: Ask) -> None:
    found = (await pictures(tx, [ask.id(PictureId)])).get(ask.id(PictureId))
    if found is None or found.owner != owner:
        raise Refusal("media.not_found")


@routes.put(
    "/api/serai/v1/pictures/{id}/motion", body=MotionSent, prepare=_bring, answer=PictureView
)
async def move_picture(tx: Write, ask: Ask, brought: ClipId) -> PictureView:
    """Let a picture of your own move by a film of a few seconds; it is silent.

    What moved it before goes. While the picture is cropped it stays still.
    """
    which = ask.id(PictureId)
    await move(tx, ask.must().id, which, brought)
    return await with_motion(tx, ask, which)


@routes.delete("/api/serai/v1/pictures/{id}/motion", answer=PictureView)
async def still_picture(tx: Write, ask: Ask, _: None) -> PictureView:
    """Take the motion of a picture away; for a week it can be brought back by its id."""
    which = ask.id(PictureId)
    await hold_still(tx, ask.must().id, which)
    return await with_motion(tx, ask, which)
