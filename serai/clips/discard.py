"""Discard a clip: its row stays as a record, its files go unless something else needs them."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from serai.clips._tables import clip, clip_blob, clip_of_picture
from serai.kernel import ClipId, PersonId, Refusal
from serai.media import let_go
from serai.store import Read, Write, among, change, statement

_DISCARD = change(
    clip.update()
    .where(
        clip.c.id == bindparam("which"),
        clip.c.owner == bindparam("whose"),
        clip.c.discarded_at.is_(None),
    )
    .values(discarded_at=bindparam("at"), name="", whole=None, fingerprint=None)
)
_ADDRESSES = statement(select(clip_blob.c.address).where(clip_blob.c.clip == bindparam("of")), str)
_LET_GO = tuple(
    change(table.delete().where(table.c.clip == bindparam("of")))
    for table in (clip_blob, clip_of_picture)
)
_STILL_KEPT = statement(
    select(clip_blob.c.address).where(among(clip_blob.c.address, "addresses")).distinct(), str
)


async def discard(tx: Write, owner: PersonId, which: ClipId) -> None:
    """Forget the clip; a job deletes the files that nothing needs any more.

    Raises `Refusal` clip.not_found where there is none of `owner`'s.
    """
    if not await tx.run(_DISCARD, which=which, whose=owner, at=tx.now):
        raise Refusal("clip.not_found")
    files = await tx.all(_ADDRESSES, of=which)
    for forget in _LET_GO:
        await tx.run(forget, of=which)
    await let_go(tx, files)


async def kept_for_clips(tx: Read, addresses: Iterable[str]) -> set[str]:
    """Those of `addresses` that a clip needs."""
    return set(await tx.all(_STILL_KEPT, addresses=list(addresses)))
