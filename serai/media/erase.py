"""Erase the pictures of a person, their files too, and hand out what is kept of them first."""

from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.media._tables import picture, picture_blob
from serai.media.forget import let_go
from serai.media.picture import Picture
from serai.media.read import pictures_of
from serai.store import Read, Write, change, statement

_OWN = select(picture.c.id).where(picture.c.owner == bindparam("whose"))
_ADDRESSES = statement(
    select(picture_blob.c.address).where(picture_blob.c.picture.in_(_OWN)).distinct(), str
)
_FORGET = (
    change(picture_blob.delete().where(picture_blob.c.picture.in_(_OWN))),
    change(picture.delete().where(picture.c.owner == bindparam("whose"))),
)


async def export(tx: Read, person: PersonId) -> tuple[Picture, ...]:
    """What is kept of `person`: their pictures, whose files lie at the addresses named."""
    return tuple(await pictures_of(tx, person))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget the pictures of `person`; a job deletes the files that no picture has any more."""
    files = await tx.all(_ADDRESSES, whose=person)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    await let_go(tx, files)
