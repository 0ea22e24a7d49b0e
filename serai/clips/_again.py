"""Has the same clip come before? Then its files serve again, and nothing is stored twice."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.clips._tables import clip
from serai.clips.alike import Fingerprint, alike
from serai.clips.clip import Clip
from serai.clips.read import clips
from serai.kernel import ClipId
from serai.store import Database, change, statement

LOOKED_AT: Final = 1_000
"""Clips of the same person that are compared, the newest first."""

_READY = (
    clip.c.id != bindparam("which"),
    clip.c.kind == bindparam("kind"),
    clip.c.ready_at.is_not(None),
    clip.c.discarded_at.is_(None),
)
_SAME = statement(
    select(clip.c.id)
    .where(clip.c.digest == bindparam("digest"), *_READY)
    .order_by(clip.c.id)
    .limit(1),
    ClipId,
)
_OWN = statement(
    select(clip.c.id, clip.c.fingerprint)
    .where(clip.c.owner == bindparam("owner"), clip.c.fingerprint.is_not(None), *_READY)
    .order_by(clip.c.id.desc())
    .limit(LOOKED_AT),
    lambda which, seen: (which, seen),
)
_KNOW = change(
    clip.update().where(clip.c.id == bindparam("which")).values(fingerprint=bindparam("seen"))
)


async def same_bytes(database: Database, arrived: Clip) -> Clip | None:
    """A ready clip of the very same file, whoever sent it: whoever has the file knows it all."""
    async with database.read() as look:
        which = await look.one(_SAME, which=arrived.id, kind=arrived.kind, digest=arrived.digest)
        return None if which is None else (await clips(look, [which])).get(which)


async def like_before(database: Database, arrived: Clip, seen: Fingerprint) -> Clip | None:
    """A ready clip of the same person that shows the same, at least as large; `seen` is kept.

    Of other people's clips only the very same file counts: two that merely look alike may differ in
    what matters, and nobody shall be handed the files of a stranger for resembling them.
    """
    async with database.write() as tx:
        await tx.run(_KNOW, which=arrived.id, seen=seen)
        own = await tx.all(_OWN, which=arrived.id, kind=arrived.kind, owner=arrived.owner)
        likes = [which for which, other in own if other is not None and alike(seen, other)]
        found = await clips(tx, likes)
    large = [found[which] for which in likes if which in found and _serves(found[which], arrived)]
    return large[0] if large else None


def _serves(before: Clip, arrived: Clip) -> bool:
    if before.probed is None or arrived.probed is None:
        return False
    sizes = [(one.width, one.height) for one in (before.probed, arrived.probed)]
    return min(sizes[0]) >= min(sizes[1])
