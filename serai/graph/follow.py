"""Follow somebody, and undo it."""

from sqlalchemy import bindparam

from serai.accounts import doors
from serai.events import PersonFollowed, PersonUnfollowed
from serai.graph._tables import follow as follows
from serai.graph._tables import follower_removed
from serai.graph.request import ask_to_follow, withdraw_request
from serai.graph.ties import ties
from serai.jobs import announce
from serai.kernel import PersonId, Refusal
from serai.store import Write, change, insert

_FOLLOW = change(
    insert(follows)
    .values(follower=bindparam("me"), followee=bindparam("them"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_UNFOLLOW = change(
    follows.delete().where(
        follows.c.follower == bindparam("me"), follows.c.followee == bindparam("them")
    )
)
_SETTLE = change(
    follower_removed.delete().where(
        follower_removed.c.remover == bindparam("them"),
        follower_removed.c.follower == bindparam("me"),
    )
)


async def follow(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` follows `them` from now on; False where it was so already.

    Where `them` keep their account private, `me` asks for it (False), and they answer.

    Raises `Refusal` graph.self, graph.you_blocked or graph.not_possible (they blocked `me`).
    """
    if me == them:
        raise Refusal("graph.self")
    standing = await ties(tx, me, them)
    if standing.blocks:
        raise Refusal("graph.you_blocked")
    if standing.blocked_by:
        raise Refusal("graph.not_possible")
    if standing.follows:
        return False
    if them in (shut := await doors(tx, [them])) and shut[them].private:
        await ask_to_follow(tx, me, them)
        return False
    return await tie(tx, me, them)


async def tie(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` follows `them`, whom nobody need ask any more; False where it was so already."""
    new = await tx.run(_FOLLOW, me=me, them=them, now=tx.now) > 0
    if new:
        await announce(tx, PersonFollowed(follower=me, followee=them))
    return new


async def unfollow(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` no longer follows `them`, nor asks to; False where they did not follow."""
    await withdraw_request(tx, me, them)
    ended = await tx.run(_UNFOLLOW, me=me, them=them) > 0
    await tx.run(_SETTLE, me=me, them=them)  # from here on no undoing makes them a follower again
    if ended:
        await announce(tx, PersonUnfollowed(follower=me, followee=them))
    return ended
