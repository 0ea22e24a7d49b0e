"""Discard a picture: its row stays as a record, its files go unless another picture has them."""

from sqlalchemy import bindparam, select

from serai.events import PictureDiscarded
from serai.jobs import announce
from serai.kernel import PersonId, PictureId, Refusal
from serai.media._tables import picture, picture_blob
from serai.media.forget import let_go
from serai.store import Write, change, statement

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


async def discard(tx: Write, owner: PersonId, which: PictureId) -> None:
    """Forget the picture; a job deletes the files that no picture has any more.

    Raises `Refusal` media.not_found where there is none of `owner`'s.
    """
    if not await tx.run(_DISCARD, which=which, whose=owner, at=tx.now):
        raise Refusal("media.not_found")
    files = await tx.all(_ADDRESSES, which=which)
    await tx.run(_LET_GO, which=which)
    await let_go(tx, files)
    await announce(tx, PictureDiscarded(picture=which))
