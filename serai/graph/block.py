"""Block somebody, so that neither meets the other here, and undo it."""

from sqlalchemy import bindparam

from serai.events import PersonBlocked
from serai.graph._tables import block as blocks
from serai.graph.follow import unfollow
from serai.graph.request import end_requests
from serai.jobs import announce
from serai.kernel import PersonId, Refusal
from serai.store import Write, change, insert

_BLOCK = change(
    insert(blocks)
    .values(blocker=bindparam("me"), blocked=bindparam("them"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_UNBLOCK = change(
    blocks.delete().where(
        blocks.c.blocker == bindparam("me"), blocks.c.blocked == bindparam("them")
    )
)


async def block(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` blocks `them`, and both stop following each other; False where it was so already.

    Raises `Refusal` graph.self.
    """
    if me == them:
        raise Refusal("graph.self")
    new = await tx.run(_BLOCK, me=me, them=them, now=tx.now) > 0
    if new:
        await unfollow(tx, me, them)
        await unfollow(tx, them, me)
        await end_requests(tx, me, them)
        await announce(tx, PersonBlocked(blocker=me, blocked=them))
    return new


async def unblock(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` opens the door to `them` again; False where it was open. Follows do not come back."""
    return await tx.run(_UNBLOCK, me=me, them=them) > 0
