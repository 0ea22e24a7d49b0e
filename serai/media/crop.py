"""Crop a picture: a part of it is shown everywhere, the whole of it stays with its owner.

No file is kept as it was sent, so the whole is the largest cut that was made of it. Every crop is
taken from there, and bringing it back brings back the very same file.
"""

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from serai.jobs import enqueue
from serai.kernel import PersonId, PictureId, Refusal
from serai.media._tables import picture, picture_blob
from serai.media.avif import SLIM_WORK
from serai.media.blobs import Blobs
from serai.media.box import Box, checked, everything
from serai.media.darkroom import Darkroom
from serai.media.developed import Cut, Developed
from serai.media.forget import let_go
from serai.media.limits import PictureLimits
from serai.media.picture import Crop, Picture, Variant
from serai.media.prepare import keep_cuts
from serai.store import Write, change, insert, statement

# The row is held while its files change hands: of two crops at once the second one stands, whole.
_HOLD = statement(
    select(picture.c.id)
    .where(
        picture.c.id == bindparam("which"),
        picture.c.owner == bindparam("whose"),
        picture.c.discarded_at.is_(None),
    )
    .with_for_update(),
    PictureId,
)
_SET = change(
    picture.update()
    .where(picture.c.id == bindparam("which"))
    .values(
        width=bindparam("wide"),
        height=bindparam("high"),
        placeholder=bindparam("stand_in"),
        variants=bindparam("cuts"),
        crop=bindparam("kept"),
    )
)
_FILES = statement(
    select(picture_blob.c.address).where(picture_blob.c.picture == bindparam("which")), str
)
_LET_GO = change(
    picture_blob.delete().where(
        picture_blob.c.picture == bindparam("which"), picture_blob.c.address == bindparam("old")
    )
)
_KEEP_FILE = change(
    insert(picture_blob)
    .values(address=bindparam("address"), picture=bindparam("picture"))
    .on_conflict_do_nothing()
)


class Recut(Struct, frozen=True):
    """A picture cut anew, its files in the blobs; `box` None is the whole picture again."""

    picture: PictureId
    whole: Variant
    box: Box | None
    width: int
    height: int
    placeholder: str
    variants: tuple[Variant, ...]


def whole_of(found: Picture) -> Variant:
    """The cut that holds the whole picture, cropped or not."""
    if found.crop is not None:
        return found.crop.whole
    cuts = [one for one in found.variants if one.use == "full" and one.format == "webp"]
    return max(cuts, key=lambda one: one.width)


def box_of(found: Picture) -> Box:
    """The part of the whole that is shown now."""
    whole = whole_of(found)
    return found.crop.box if found.crop else everything((whole.width, whole.height))


async def recut(
    darkroom: Darkroom, blobs: Blobs, found: Picture, box: Box | None, limits: PictureLimits
) -> Recut | None:
    """`found` cut to `box` of its whole, before any transaction opens; None where it stands so.

    Raises `Refusal` media.crop_outside, media.crop_too_small, media.whole_gone, and those of a
    darkroom that is busy or broken.
    """
    whole = whole_of(found)
    size = (whole.width, whole.height)
    wanted = everything(size) if box is None else checked(box, size, limits.min_side)
    if wanted == box_of(found):
        return None
    data = await blobs.get(whole.address)
    if data is None:
        raise Refusal("media.whole_gone")
    made = await darkroom.crop(data, wanted)
    is_whole = wanted == everything(size)
    if is_whole:
        made = _with_the_very_file(made, data)
    cut = await keep_cuts(blobs, found.kind, made)
    return Recut(
        picture=found.id,
        whole=whole,
        box=None if is_whole else wanted,
        width=cut.width,
        height=cut.height,
        placeholder=cut.placeholder,
        variants=cut.variants,
    )


async def crop(tx: Write, owner: PersonId, cut: Recut) -> None:
    """Show the picture as it was cut anew; AVIF follows in a job, the files before go in another.

    Raises `Refusal` media.not_found where it is gone or not `owner`'s.
    """
    if await tx.one(_HOLD, which=cut.picture, whose=owner) is None:
        raise Refusal("media.not_found")
    kept = None if cut.box is None else Crop(cut.box, cut.whole, tx.now)
    await tx.run(
        _SET,
        which=cut.picture,
        wide=cut.width,
        high=cut.height,
        stand_in=cut.placeholder,
        cuts=cut.variants,
        kept=kept,
    )
    files = {one.address for one in cut.variants} | ({kept.whole.address} if kept else set())
    before = sorted(set(await tx.all(_FILES, which=cut.picture)) - files)
    await tx.many(_LET_GO, [{"which": cut.picture, "old": one} for one in before])
    rows = [{"address": one, "picture": cut.picture} for one in sorted(files)]
    await tx.many(_KEEP_FILE, rows)
    await let_go(tx, before)
    await enqueue(tx, SLIM_WORK, cut.picture)


def _with_the_very_file(made: Developed, data: bytes) -> Developed:
    """The cuts, the largest of them being the file they were made from: nothing wears off."""

    def same(one: Cut) -> bool:
        return (one.use, one.format, one.width) == ("full", "webp", made.width)

    cuts = [replace(one, data=data) if same(one) else one for one in made.cuts]
    return replace(made, cuts=cuts)
