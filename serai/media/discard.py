"""Discard a picture: its row stays as a record, its files go unless another picture has them."""

from sqlalchemy import bindparam, select

from serai.kernel import PersonId, PictureId, Refusal
from serai.media._tables import picture, picture_blob
from serai.store import Read, Write, among, change, statement

_DISCARD = change(
    picture.update()
    .where(
        picture.c.id == bindparam("which"),
        picture.c.owner == bindparam("whose"),
        picture.c.discarded_at.is_(None),
    )
    .values(discarded_at=bindparam("at"), alt="", placeholder="")
)
_ADDRESSES = statement(
    select(picture_blob.c.address).where(picture_blob.c.picture == bindparam("which")), str
)
_LET_GO = change(picture_blob.delete().where(picture_blob.c.picture == bindparam("which")))
_STILL_KEPT = statement(
    select(picture_blob.c.address).where(among(picture_blob.c.address, "addresses")).distinct(), str
)


async def discard(tx: Write, owner: PersonId, which: PictureId) -> list[str]:
    """Forget the picture; answers the addresses no picture has any more.

    The caller deletes them from the blobs after the commit. Raises `Refusal` media.not_found where
    there is none of `owner`'s.
    """
    if not await tx.run(_DISCARD, which=which, whose=owner, at=tx.now):
        raise Refusal("media.not_found")
    let_go = await tx.all(_ADDRESSES, which=which)
    await tx.run(_LET_GO, which=which)
    return await unkept(tx, let_go)


async def unkept(tx: Read, addresses: list[str]) -> list[str]:
    """Those of `addresses` that belong to no picture."""
    kept = set(await tx.all(_STILL_KEPT, addresses=addresses))
    return [address for address in addresses if address not in kept]
