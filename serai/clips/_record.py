"""Write down what a step found."""

from typing import Final

from msgspec.structs import replace
from sqlalchemy import bindparam

from serai.clips._tables import clip, clip_blob
from serai.clips.clip import Clip
from serai.media import let_go
from serai.store import Write, change, insert

_FOUND: Final = (
    "digest", "whole", "probed", "poster", "poster_at", "gain", "rungs", "master", "sprite",
    "ready_at", "refused", "halted",
)  # fmt: skip
_WRITE = change(
    clip.update()
    .where(clip.c.id == bindparam("which"), clip.c.discarded_at.is_(None))
    .values({name: bindparam(f"new_{name}") for name in _FOUND} | {"done": 0.0})
)
_HOLD = change(
    insert(clip_blob)
    .values(address=bindparam("address"), clip=bindparam("clip"))
    .on_conflict_do_nothing()
)
_LET_GO = change(
    clip_blob.delete().where(
        clip_blob.c.clip == bindparam("of"), clip_blob.c.address == bindparam("at")
    )
)


async def record(tx: Write, now: Clip) -> bool:
    """The clip as `now` has it, and which files it needs; False where it was discarded."""
    found = {f"new_{name}": getattr(now, name) for name in _FOUND}
    if not await tx.run(_WRITE, which=now.id, **found):
        return False
    needed = sorted({*now.addresses, *filter(None, [now.whole])})
    await tx.many(_HOLD, [{"address": one, "clip": now.id} for one in needed])
    return True


async def without_whole(tx: Write, of: Clip) -> Clip:
    """The clip, which does without its file as it came from now on."""
    if of.whole is None:
        return of
    await tx.run(_LET_GO, of=of.id, at=of.whole)
    await let_go(tx, [of.whole])
    return replace(of, whole=None)
