"""Which part of a picture is shown: read, chosen, and the whole picture again."""

from msgspec import Struct

from serai.api.pictures import FileView, PictureView, file_view, with_motion
from serai.entry import Ask, Routes
from serai.kernel import PictureId, Refusal, iso
from serai.media import Box, Picture, Recut, box_of, pictures, recut, whole_of
from serai.notes import crop_picture, may_crop
from serai.store import Read, Write

routes = Routes()


class CropView(Struct, frozen=True):
    """A picture of one's own as it is shown, and the part of the whole that it is.

    `part` is in pixels of `whole`, a file for its owner's eyes alone; `cropped_at` is null where
    nothing is left out.
    """

    picture: PictureView
    whole: FileView
    part: Box
    cropped_at: str | None


async def _view(tx: Read, ask: Ask, found: Picture) -> CropView:
    return CropView(
        picture=await with_motion(tx, ask, found.id),
        whole=file_view(whole_of(found)),
        part=box_of(found),
        cropped_at=None if found.crop is None else iso(found.crop.at),
    )


async def _cut(ask: Ask, box: Box | None) -> Recut | None:
    owner, house = ask.must(), ask.house
    async with house.database.read() as look:
        found = await may_crop(look, owner, ask.id(PictureId))
    return await recut(house.darkroom, house.blobs, found, box, house.limits.picture)


@routes.get("/api/serai/v1/pictures/{id}/crop", answer=CropView)
async def read_crop(tx: Read, ask: Ask, _: None) -> CropView:
    """A picture of your own that can be cropped, and which part of it is shown."""
    return await _view(tx, ask, await may_crop(tx, ask.must(), ask.id(PictureId)))


@routes.put("/api/serai/v1/pictures/{id}/crop", body=Box, prepare=_cut, answer=CropView)
async def crop_one_picture(tx: Write, ask: Ask, cut: Recut | None) -> CropView:
    """Show a part of a picture of your own, in pixels of the whole; its files get new addresses.

    Twice is once. A note that shows the picture counts as edited.
    """
    return await _cropped(tx, ask, cut)


@routes.delete("/api/serai/v1/pictures/{id}/crop", prepare=_cut, answer=CropView)
async def show_whole_picture(tx: Write, ask: Ask, cut: Recut | None) -> CropView:
    """Show the whole picture again."""
    return await _cropped(tx, ask, cut)


async def _cropped(tx: Write, ask: Ask, cut: Recut | None) -> CropView:
    if cut is not None:
        await crop_picture(tx, ask.must(), cut)
    which = ask.id(PictureId)
    found = (await pictures(tx, [which])).get(which)
    if found is None:
        raise Refusal("media.not_found")
    return await _view(tx, ask, found)
