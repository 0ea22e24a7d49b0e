"""What is done with a video in the composer, by its script: looked at, tried again, given a cover.

Its bytes are sent to the API.
"""

from msgspec import Struct
from starlette.responses import Response

from serai.clips import Clip, note_pose, pose, retry, see_clip
from serai.entry import Ask, Routes
from serai.kernel import ClipId
from serai.media import Recut
from serai.notes import crop_picture
from serai.store import Read, Write
from serai.web.publish_clip import moment_of_pose, stage_of
from serai.web.render import fragment

routes = Routes()


class PoseForm(Struct, frozen=True):
    """The moment that shall stand for a video, in seconds."""

    pose_at: str = ""


@routes.get("/clips/{id}/stage")
async def look(tx: Read, ask: Ask, _: None) -> Response:
    """How far it has come, for the composer and the list of drafts."""
    clip = await see_clip(tx, ask.must().id, ask.id(ClipId))
    return await _drawn(tx, ask, clip)


@routes.post("/clips/{id}/retry")
async def again(tx: Write, ask: Ask, _: None) -> Response:
    """The step that failed is tried once more."""
    return await _drawn(tx, ask, await retry(tx, ask.must().id, ask.id(ClipId)))


async def choose(ask: Ask, form: PoseForm) -> tuple[Recut, int]:
    """The picture of that moment, before the transaction."""
    at = moment_of_pose(form.pose_at)
    async with ask.house.database.read() as look:
        clip = await see_clip(look, ask.must().id, ask.id(ClipId))
    return await pose(ask.house.crew, clip, at), at


@routes.post("/clips/{id}/pose", body=PoseForm, prepare=choose)
async def stand(tx: Write, ask: Ask, chosen: tuple[Recut, int]) -> Response:
    """That moment stands for the video from here on."""
    cut, at = chosen
    await crop_picture(tx, ask.must(), cut)
    return await _drawn(tx, ask, await note_pose(tx, ask.must().id, ask.id(ClipId), at))


async def _drawn(tx: Read, ask: Ask, clip: Clip) -> Response:
    stage = await stage_of(tx, ask, clip)
    return fragment(ask, "publish/stage.html", stage=stage)
