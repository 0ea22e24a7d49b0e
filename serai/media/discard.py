"""Discard a picture: its row stays as a record, its files go unless another picture has them."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.jobs import Work, enqueue
from serai.kernel import PersonId, PictureId, Refusal, from_json
from serai.media._tables import picture, picture_blob
from serai.media.blobs import Blobs
from serai.store import Database, Write, among, change, statement

FORGET_WORK: Final = "media.forget"
"""The name of the work that deletes files; its body is their addresses."""

_DISCARD = change(
    picture.update()
    .where(
        picture.c.id == bindparam("which"),
        picture.c.owner == bindparam("whose"),
        picture.c.discarded_at.is_(None),
    )
    .values(discarded_at=bindparam("at"), alt="", placeholder="", crop=None)
)
_ADDRESSES = statement(
    select(picture_blob.c.address).where(picture_blob.c.picture == bindparam("which")), str
)
_LET_GO = change(picture_blob.delete().where(picture_blob.c.picture == bindparam("which")))
_STILL_KEPT = statement(
    select(picture_blob.c.address).where(among(picture_blob.c.address, "addresses")).distinct(), str
)


async def discard(tx: Write, owner: PersonId, which: PictureId) -> None:
    """Forget the picture; a job deletes the files that no picture has any more.

    Raises `Refusal` media.not_found where there is none of `owner`'s.
    """
    if not await tx.run(_DISCARD, which=which, whose=owner, at=tx.now):
        raise Refusal("media.not_found")
    let_go = await tx.all(_ADDRESSES, which=which)
    await tx.run(_LET_GO, which=which)
    await enqueue(tx, FORGET_WORK, let_go)


def forget_work(blobs: Blobs) -> Work:
    """The work behind `FORGET_WORK`."""

    async def forget(database: Database, body: bytes) -> None:
        await delete_unkept(database, blobs, from_json(body, list[str]))

    return forget


async def delete_unkept(database: Database, blobs: Blobs, addresses: list[str]) -> None:
    """Delete the files at those of `addresses` that no picture has."""
    async with database.read() as look:
        kept = set(await look.all(_STILL_KEPT, addresses=addresses))
    for address in addresses:
        if address not in kept:
            await blobs.delete(address)
