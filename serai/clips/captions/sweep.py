"""Forget captions that nobody will bring back: taken away long ago, or of a clip that is gone."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, or_, select

from serai.clips._tables import clip
from serai.clips.captions._tables import clip_caption, clip_unheard
from serai.kernel import micros
from serai.store import Write, change

KEPT: Final = micros(timedelta(days=30))

_GONE = select(clip.c.id).where(clip.c.discarded_at.is_not(None))
_SWEEP = change(
    clip_caption.delete().where(
        or_(clip_caption.c.removed_at < bindparam("before"), clip_caption.c.clip.in_(_GONE))
    )
)
_SWEEP_WHY = change(clip_unheard.delete().where(clip_unheard.c.clip.in_(_GONE)))


async def sweep_captions(tx: Write) -> int:
    """Delete them; returns how many captions."""
    await tx.run(_SWEEP_WHY)
    return await tx.run(_SWEEP, before=tx.now - KEPT)
