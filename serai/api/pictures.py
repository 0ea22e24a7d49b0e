"""Pictures: sent before the note that shows them, described, taken back."""

from msgspec import Struct

from serai.comments import in_comments
from serai.entry import Ask, Routes, Upload
from serai.kernel import PictureId, Refusal, iso
from serai.media import Picture, Prepared, Variant, describe, discard, pictures, prepare, receive
from serai.notes import in_notes
from serai.store import Write

routes = Routes()


class PictureSent(Struct, frozen=True):
    """One file (JPEG, PNG, WebP, HEIC or AVIF) and its description."""

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
    """A picture: its size, a tiny stand-in as a data URI, and its files."""

    id: PictureId
    width: int
    height: int
    alt: str
    placeholder: str
    variants: tuple[FileView, ...]
    received_at: str


class Developed(Struct, frozen=True):
    """A file that was checked and cut, with its description."""

    prepared: Prepared
    alt: str


def picture_view(picture: Picture) -> PictureView:
    """A picture as programs see it."""
    return PictureView(
        id=picture.id,
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        placeholder=picture.placeholder,
        variants=tuple(file_view(one) for one in picture.variants),
        received_at=iso(picture.received_at),
    )


def file_view(one: Variant) -> FileView:
    """A file as programs see it."""
    return FileView(one.use, one.format, one.width, one.height, f"/media/{one.address}")


async def _develop(ask: Ask, sent: PictureSent) -> Developed:
    ask.must()
    house = ask.house
    made = await prepare(house.darkroom, house.blobs, sent.file.data, house.limits.picture)
    return Developed(made, sent.alt)


@routes.post(
    "/api/serai/v1/pictures", body=PictureSent, prepare=_develop, answer=PictureView, status=201
)
async def send_picture(tx: Write, ask: Ask, made: Developed) -> PictureView:
    """Send a picture; a note may then show it, once."""
    limits = ask.house.limits.picture
    return picture_view(await receive(tx, ask.must().id, made.prepared, made.alt, limits))


@routes.patch("/api/serai/v1/pictures/{id}", body=Description, answer=PictureView)
async def describe_picture(tx: Write, ask: Ask, said: Description) -> PictureView:
    """Say what a picture of one's own shows."""
    which = ask.id(PictureId)
    await describe(tx, ask.must().id, which, said.alt, ask.house.limits.picture)
    return picture_view((await pictures(tx, [which]))[which])


@routes.delete("/api/serai/v1/pictures/{id}")
async def discard_picture(tx: Write, ask: Ask, _: None) -> None:
    """Take back a picture that no note and no comment shows."""
    me, which = ask.must(), ask.id(PictureId)
    await discard(tx, me.id, which)
    if await in_notes(tx, which) or await in_comments(tx, which):
        raise Refusal("media.in_use")  # and so the picture stays
