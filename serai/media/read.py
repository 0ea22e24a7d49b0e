"""Read pictures: by id, by owner, or by the address of one of their files."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from serai.kernel import PersonId, PictureId
from serai.media._tables import picture, picture_blob
from serai.media.picture import Picture
from serai.store import Read, among, statement

_COLUMNS = (
    picture.c.id,
    picture.c.owner,
    picture.c.kind,
    picture.c.width,
    picture.c.height,
    picture.c.placeholder,
    picture.c.alt,
    picture.c.variants,
    picture.c.received_at,
    picture.c.crop,
)
_KEPT = picture.c.discarded_at.is_(None)
_BY_ID = statement(select(*_COLUMNS).where(among(picture.c.id, "ids"), _KEPT), Picture)
_BY_ADDRESS = statement(
    select(*_COLUMNS)
    .join_from(picture, picture_blob, picture_blob.c.picture == picture.c.id)
    .where(picture_blob.c.address == bindparam("address"), _KEPT)
    .order_by(picture.c.id),
    Picture,
)
_BY_OWNER = statement(
    select(*_COLUMNS).where(picture.c.owner == bindparam("owner"), _KEPT).order_by(picture.c.id),
    Picture,
)


async def pictures(tx: Read, ids: Sequence[PictureId]) -> dict[PictureId, Picture]:
    """The pictures of `ids` that exist and were not discarded."""
    found = await tx.all(_BY_ID, ids=list(ids))
    return {one.id: one for one in found}


async def pictures_at(tx: Read, address: str) -> list[Picture]:
    """Every picture that has a cut at `address`: two people may have sent the same one."""
    return await tx.all(_BY_ADDRESS, address=address)


async def pictures_of(tx: Read, owner: PersonId) -> list[Picture]:
    """All pictures of `owner`, oldest first."""
    return await tx.all(_BY_OWNER, owner=owner)
