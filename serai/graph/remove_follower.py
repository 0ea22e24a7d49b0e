"""Remove a follower, and undo it."""

from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam, select

from serai.graph._tables import follow as follows
from serai.graph._tables import follower_removed as removed
from serai.graph.follow import tie, unfollow
from serai.graph.ties import ties
from serai.kernel import PersonId, micros
from serai.store import Write, change, statement

UNDONE_WITHIN: Final = micros(timedelta(hours=1))
"""Microseconds; later it would make somebody a follower who has got used to being none."""

_OF_US = (follows.c.follower == bindparam("them"), follows.c.followee == bindparam("me"))
_SINCE = statement(select(follows.c.at).where(*_OF_US), int)
_STANDS_SINCE = change(follows.update().where(*_OF_US).values(at=bindparam("since")))
_NOTE_DOWN = change(
    removed.insert().values(
        remover=bindparam("me"),
        follower=bindparam("them"),
        followed_at=bindparam("since"),
        at=bindparam("now"),
    )
)
_REMOVED = statement(
    select(removed.c.followed_at).where(
        removed.c.remover == bindparam("me"),
        removed.c.follower == bindparam("them"),
        removed.c.at >= bindparam("after"),
    ),
    int,
)


async def remove_follower(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`them` no longer follows `me`, and is not told; False where they did not."""
    since = await tx.one(_SINCE, me=me, them=them)
    if since is None:
        return False
    await unfollow(tx, them, me)
    await tx.run(_NOTE_DOWN, me=me, them=them, since=since, now=tx.now)
    return True


async def restore_follower(tx: Write, me: PersonId, them: PersonId) -> bool:
    """Undo a removal of the last hour: `them` follows `me` as long as before.

    False where there is none to undo: nobody is made to follow who left by themselves.
    """
    after = tx.now - UNDONE_WITHIN
    since = await tx.one(_REMOVED, me=me, them=them, after=after)
    if since is None or (await ties(tx, me, them)).severed or not await tie(tx, them, me):
        return False
    await tx.run(_STANDS_SINCE, me=me, them=them, since=since)
    return True
