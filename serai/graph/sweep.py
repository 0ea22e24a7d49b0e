"""Forget mutes that ended; removals and answers to requests that can be undone no more."""

from sqlalchemy import bindparam, func

from serai.graph._tables import follow_request, follower_removed, mute
from serai.graph.remove_follower import UNDONE_WITHIN
from serai.graph.request import ANSWER_UNDONE_WITHIN
from serai.store import Write, change

_MUTES = change(mute.delete().where(mute.c.until <= bindparam("now")))
_REMOVALS = change(follower_removed.delete().where(follower_removed.c.at < bindparam("before")))

_answered_at = func.coalesce(follow_request.c.accepted_at, follow_request.c.declined_at)
_ANSWERED = change(follow_request.delete().where(_answered_at < bindparam("before")))


async def sweep_ties(tx: Write) -> int:
    """Delete what no longer counts; returns how many rows."""
    ended = await tx.run(_MUTES, now=tx.now)
    ended += await tx.run(_ANSWERED, before=tx.now - ANSWER_UNDONE_WITHIN)
    return ended + await tx.run(_REMOVALS, before=tx.now - UNDONE_WITHIN)
