"""Pictures: sent before the note that shows them, described, taken back."""

from msgspec import Struct

from serai.api.clip_views import MotionView, motion_view
from serai.clips import bring_from, motions, move
from serai.comments import in_comments
from serai.entry import Ask, Routes, Upload
from serai.kernel import ClipId, PictureId, Refusal, iso
from serai.media import Picture, Prepared, Variant, describe, discard, pictures, prepare, receive
from serai.notes import in_notes
from serai.store import Read, Write

routes = Routes()


class PictureSent(Struct, frozen=True):
    """One file (JPEG, PNG, WebP, HEIC, AVIF or GIF) and its description.

    What moves in it is kept too: the film inside a phone's photo, or all frames of the file.
    """

    file: Upload
    alt: str = ""


class Description(Struct, frozen=True):
    """What the picture shows, for those who do not see it."""

    alt: str


class FileView(Struct, frozen=True):
    """One size in one format; `card` files are cropped to between 3:4 and 4:3."""

    use: str
    format: str
    width: int
    height: int
    url: str


class PictureView(Struct, frozen=True):
    """A picture: its size, a tiny stand-in as a data URI, its files, and what moves it."""

    id: PictureId
    width: int
    height: int
    alt: str
    placeholder: str
    variants: tuple[FileView, ...]
    received_at: str
    motion: MotionView | None = None


class Developed(Struct, frozen=True):
    """A file that was checked and cut, with its description and what moves in it."""

    prepared: Prepared
    alt: str
    motion: ClipId | None


def picture_view(picture: Picture, motion: MotionView | None = None) -> PictureView:
    """A picture as programs see it."""
    return PictureView(
        id=picture.id,
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        placeholder=picture.placeholder,
        variants=tuple(file_view(one) for one in picture.variants),
        received_at=iso(picture.received_at),
        motion=motion,
    )


async def with_motion(tx: Read, ask: Ask, which: PictureId) -> PictureView:
    """A picture of one's own, and how far its motion has come."""
    moving = (await motions(tx, [which])).get(which)
    view = None if moving is None else motion_view(ask, moving)
    return picture_view((await pictures(tx, [which]))[which], view)


def file_view(one: Variant) -> FileView:
    """A file as programs see it."""
    return FileView(one.use, one.format, one.width, one.height, f"/media/{one.address}")


async def _develop(ask: Ask, sent: PictureSent) -> Developed:
    me, house, data = ask.must(), ask.house, sent.file.data
    made = await prepare(house.darkroom, house.blobs, data, house.limits.picture)
    return Developed(made, sent.alt, await bring_from(house.database, house.crew, me.id, data))


@routes.post(
    "/api/serai/v1/pictures", body=PictureSent, prepare=_develop, answer=PictureView, status=201
)
async def send_picture(tx: Write, ask: Ask, made: Developed) -> PictureView:
    """Send a picture; a note may then show it, once."""
    me, limits = ask.must().id, ask.house.limits.picture
    kept = await receive(tx, me, made.prepared, made.alt, limits)
    if made.motion is not None:
        await move(tx, me, kept.id, made.motion)
    return await with_motion(tx, ask, kept.id)


@routes.patch("/api/serai/v1/pictures/{id}", body=Description, answer=PictureView)
async def describe_picture(tx: Write, ask: Ask, said: Description) -> PictureView:
    """Say what a picture of one's own shows."""
    which = ask.id(PictureId)
    await describe(tx, ask.must().id, which, said.alt, ask.house.limits.picture)
    return await with_motion(tx, ask, which)


@routes.delete("/api/serai/v1/pictures/{id}")
async def discard_picture(tx: Write, ask: Ask, _: None) -> None:
    """Take back a picture that no note and no comment shows."""
    me, which = ask.must(), ask.id(PictureId)
    await discard(tx, me.id, which)
    if await in_notes(tx, which) or await in_comments(tx, which):
        raise Refusal("media.in_use")  # and so the picture stays
