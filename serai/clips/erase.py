"""Erase the clips of a person, their files too, and hand out what is kept of them first."""

from sqlalchemy import bindparam, select

from serai.clips._tables import clip, clip_blob, clip_of_picture
from serai.clips.clip import Clip
from serai.clips.film import Film
from serai.clips.read import clips_of
from serai.jobs import forget_progress
from serai.kernel import ClipId, PersonId
from serai.media import let_go
from serai.store import Read, Write, change, statement

_OWN = select(clip.c.id).where(clip.c.owner == bindparam("whose"))
_IDS = statement(_OWN.order_by(clip.c.id), ClipId)
_ADDRESSES = statement(
    select(clip_blob.c.address).where(clip_blob.c.clip.in_(_OWN)).distinct(), str
)
_FORGET = (
    *(
        change(table.delete().where(table.c.clip.in_(_OWN)))
        for table in (clip_blob, clip_of_picture)
    ),
    change(clip.delete().where(clip.c.owner == bindparam("whose"))),
)


async def export(tx: Read, person: PersonId) -> tuple[Clip, ...]:
    """What is kept of `person`: their clips, whose files lie at the addresses named."""
    return tuple(await clips_of(tx, person))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget the clips of `person`; a job deletes the files that nothing needs any more."""
    own = await tx.all(_IDS, whose=person)
    await forget_progress(tx, Film, own)
    files = await tx.all(_ADDRESSES, whose=person)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    await let_go(tx, files)
