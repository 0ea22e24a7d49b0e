"""Erase the ties of a person, in both directions, and hand their own out first."""

from msgspec import Struct
from sqlalchemy import bindparam, or_, select

from serai.graph._tables import block, follow, follow_request, follower_removed, mute
from serai.graph.mute import Muted
from serai.graph.read import Tie
from serai.kernel import PersonId
from serai.store import Read, Write, change, statement

_PAIRS = (
    (follow, follow.c.follower, follow.c.followee),
    (block, block.c.blocker, block.c.blocked),
    (mute, mute.c.muter, mute.c.muted),
    (follower_removed, follower_removed.c.remover, follower_removed.c.follower),
    (follow_request, follow_request.c.asker, follow_request.c.asked),
)
_FORGET = tuple(
    change(table.delete().where(or_(one == bindparam("whose"), other == bindparam("whose"))))
    for table, one, other in _PAIRS
)
_FOLLOWING, _BLOCKED = (
    statement(
        select(other, table.c.at).where(one == bindparam("whose")).order_by(table.c.at, other), Tie
    )
    for table, one, other in _PAIRS[:2]
)
_FOLLOWERS = statement(
    select(follow.c.follower, follow.c.at)
    .where(follow.c.followee == bindparam("whose"))
    .order_by(follow.c.at, follow.c.follower),
    Tie,
)
_MUTED = statement(
    select(mute.c.muted, mute.c.at, mute.c.until)
    .where(mute.c.muter == bindparam("whose"))
    .order_by(mute.c.at, mute.c.muted),
    Muted,
)

_ASKING = statement(
    select(follow_request.c.asked, follow_request.c.at)
    .where(follow_request.c.asker == bindparam("whose"))
    .order_by(follow_request.c.at, follow_request.c.asked),
    Tie,
)


class Kept(Struct, frozen=True):
    """The ties of one person, the oldest first; who blocked or muted them is others' own."""

    following: tuple[Tie, ...]
    followers: tuple[Tie, ...]
    blocked: tuple[Tie, ...]
    muted: tuple[Muted, ...]
    asking: tuple[Tie, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    return Kept(
        tuple(await tx.all(_FOLLOWING, whose=person)),
        tuple(await tx.all(_FOLLOWERS, whose=person)),
        tuple(await tx.all(_BLOCKED, whose=person)),
        tuple(await tx.all(_MUTED, whose=person)),
        tuple(await tx.all(_ASKING, whose=person)),
    )


async def erase(tx: Write, person: PersonId) -> None:
    """Forget every tie of `person` and to them; the log of signals is for `recommend.erase`."""
    for forget in _FORGET:
        await tx.run(forget, whose=person)
