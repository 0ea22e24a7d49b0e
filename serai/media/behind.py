"""The picture that stands behind the words of a cover."""

from serai.kernel import PersonId, PictureId, Refusal
from serai.media.blobs import Blobs
from serai.media.read import pictures
from serai.store import Read


async def behind(tx: Read, blobs: Blobs, owner: PersonId, which: PictureId | None) -> bytes:
    """The largest file of a picture of `owner`'s; raises `Refusal` media.cover_photo_missing."""
    found = None if which is None else (await pictures(tx, [which])).get(which)
    if found is None or found.owner != owner or found.kind != "photo":
        raise Refusal("media.cover_photo_missing")
    cuts = [cut for cut in found.variants if cut.use == "full" and cut.format == "webp"]
    data = await blobs.get(max(cuts, key=lambda cut: cut.width).address) if cuts else None
    if data is None:
        raise Refusal("media.cover_photo_missing")
    return data
