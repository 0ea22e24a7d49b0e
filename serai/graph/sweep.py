"""Forget mutes that ended and removals that can be undone no more."""

from sqlalchemy import bindparam

from serai.graph._tables import follower_removed, mute
from serai.graph.remove_follower import UNDONE_WITHIN
from serai.store import Write, change

_MUTES = change(mute.delete().where(mute.c.until <= bindparam("now")))
_REMOVALS = change(follower_removed.delete().where(follower_removed.c.at < bindparam("before")))


async def sweep_ties(tx: Write) -> int:
    """Delete what no longer counts; returns how many rows."""
    ended = await tx.run(_MUTES, now=tx.now)
    return ended + await tx.run(_REMOVALS, before=tx.now - UNDONE_WITHIN)
