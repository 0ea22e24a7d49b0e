"""Videos: sent in as many goes as it takes, followed on their way, taken back.

The bytes are sent as tus 1.0 says: `HEAD` tells how many are here, `PATCH` brings more of them.
"""

from typing import Annotated, Final

from msgspec import Meta, Struct
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from serai.api.clip_views import SECOND, RungView, media_url, rung_views, seconds_of
from serai.clips import (
    Clip,
    can_be_retried,
    discard,
    note_arrival,
    note_pose,
    pose,
    retry,
    see_clip,
    start,
    take_in,
)
from serai.entry import Ask, Routes
from serai.entry.told import tell
from serai.kernel import ClipId, PictureId, Refusal, iso
from serai.media import Recut
from serai.notes import crop_picture, note_of_clip
from serai.store import Read, Write

routes = Routes()

HEADERS: Final = {"tus-resumable": "1.0.0", "cache-control": "no-store"}
DIGITS: Final = 16


class ClipSent(Struct, frozen=True):
    """A file that is about to come: its name, and how many bytes it has."""

    name: Annotated[str, Meta(max_length=1_000)]
    size: Annotated[int, Meta(ge=0, le=1 << 50)]


class Moment(Struct, frozen=True):
    """Seconds from the beginning of a video."""

    at: Annotated[float, Meta(ge=0, le=86_400)]


class ClipView(Struct, frozen=True):
    """A video of your own on its way; times ISO 8601 in UTC, `seconds` its length.

    `done` is how much of the present step is done, 0 to 1; `refused` says why it came to nothing,
    and `can_be_retried` whether that step can be tried again.
    """

    id: ClipId
    name: str
    size: int
    arrived: int
    state: str
    done: float
    refused: str | None
    can_be_retried: bool
    seconds: float | None
    poster: PictureId | None
    rungs: tuple[RungView, ...]
    master: str | None
    received_at: str
    ready_at: str | None


async def _make_room(ask: Ask, sent: ClipSent) -> ClipSent:
    ask.must()
    await ask.house.crew.uploads.make_room(min(sent.size, ask.house.limits.clip.max_bytes))
    return sent


@routes.post("/api/serai/v1/clips", body=ClipSent, prepare=_make_room, answer=ClipView, status=201)
async def begin_clip(tx: Write, ask: Ask, sent: ClipSent) -> ClipView:
    """Begin a video; its bytes are sent to `/api/serai/v1/clips/{id}/file`."""
    me, house = ask.must(), ask.house
    return await _view(ask, await start(tx, me.id, sent.name, sent.size, house.limits.clip))


@routes.get("/api/serai/v1/clips/{id}", answer=ClipView)
async def read_clip(tx: Read, ask: Ask, _: None) -> ClipView:
    """How far a video of your own has come."""
    return await _view(ask, await see_clip(tx, ask.must().id, ask.id(ClipId)))


@routes.get("/api/serai/v1/clips/{id}/file")
async def read_offset(tx: Read, ask: Ask, _: None) -> Response:
    """How many bytes are here, in the header Upload-Offset; asked by HEAD."""
    clip = await see_clip(tx, ask.must().id, ask.id(ClipId))
    told = {"upload-offset": str(await _arrived(ask, clip)), "upload-length": str(clip.size)}
    return Response(status_code=200, headers=HEADERS | told)


async def _take(ask: Ask, _: None) -> int:
    said = ask.request.headers.get("upload-offset", "")
    if not (said.isascii() and said.isdigit() and len(said) < DIGITS):
        raise Refusal("entry.malformed", what="Upload-Offset")
    async with ask.house.database.read() as look:
        arriving = await see_clip(look, ask.must().id, ask.id(ClipId))
    try:
        return await take_in(ask.house.crew.uploads, arriving, int(said), ask.request.stream())
    except ClientDisconnect:
        return await ask.house.crew.uploads.arrived(arriving.id)


@routes.patch("/api/serai/v1/clips/{id}/file", prepare=_take)
async def send_bytes(tx: Write, ask: Ask, arrived: int) -> Response:
    """Send bytes from Upload-Offset on; with the last of them the video is made ready."""
    await note_arrival(tx, ask.must().id, ask.id(ClipId), arrived)
    return Response(status_code=204, headers=HEADERS | {"upload-offset": str(arrived)})


@routes.post("/api/serai/v1/clips/{id}/retry", answer=ClipView)
async def retry_clip(tx: Write, ask: Ask, _: None) -> ClipView:
    """Try the step that failed once more."""
    return await _view(ask, await retry(tx, ask.must().id, ask.id(ClipId)))


async def _pose(ask: Ask, moment: Moment) -> tuple[Recut, int]:
    at = int(moment.at * SECOND)
    async with ask.house.database.read() as look:
        clip = await see_clip(look, ask.must().id, ask.id(ClipId))
    return await pose(ask.house.crew, clip, at), at


@routes.put("/api/serai/v1/clips/{id}/poster", body=Moment, prepare=_pose, answer=ClipView)
async def choose_poster(tx: Write, ask: Ask, chosen: tuple[Recut, int]) -> ClipView:
    """Choose the moment that stands for a video, before and after publishing."""
    cut, at = chosen
    await crop_picture(tx, ask.must(), cut)
    return await _view(ask, await note_pose(tx, ask.must().id, ask.id(ClipId), at))


@routes.delete("/api/serai/v1/clips/{id}")
async def discard_clip(tx: Write, ask: Ask, _: None) -> None:
    """Take back a video that no note shows."""
    me, which = ask.must(), ask.id(ClipId)
    await see_clip(tx, me.id, which)
    if await note_of_clip(tx, which) is not None:
        raise Refusal("clip.in_use")
    await discard(tx, me.id, which)
    await ask.house.crew.uploads.forget(which)


async def _view(ask: Ask, clip: Clip) -> ClipView:
    no = None if clip.refused is None else Refusal(clip.refused.code, **clip.refused.values)
    return ClipView(
        id=clip.id,
        name=clip.name,
        size=clip.size,
        arrived=await _arrived(ask, clip),
        state=clip.state,
        done=clip.done,
        refused=None if no is None else tell(ask.house.words, ask.locale, no).sentence,
        can_be_retried=can_be_retried(clip),
        seconds=seconds_of(clip),
        poster=clip.poster,
        rungs=rung_views(clip.rungs),
        master=media_url(clip.master),
        received_at=iso(clip.received_at),
        ready_at=None if clip.ready_at is None else iso(clip.ready_at),
    )


async def _arrived(ask: Ask, clip: Clip) -> int:
    if clip.state != "arriving":
        return clip.size
    return await ask.house.crew.uploads.arrived(clip.id)
