"""Look at what there is to hear: from then on it is read."""

from sqlalchemy import bindparam

from serai.kernel import PersonId
from serai.notices._stir import stir
from serai.notices._tables import looks, notice
from serai.notices.read import unread
from serai.store import Write, change

_LOOK = change(
    looks.update()
    .where(looks.c.person == bindparam("whose"))
    .values(look=looks.c.look + 1, at=bindparam("now"))
)
_KEEP_NEW = change(
    notice.update()
    .where(
        notice.c.person == bindparam("whose"),
        notice.c.look == bindparam("looked"),
        notice.c.at > bindparam("seen"),
    )
    .values(look=notice.c.look + 1)
)


async def look(tx: Write, me: PersonId, seen: int | None = None) -> int:
    """Everything `me` was told is read, but for what came after the moment `seen` (microseconds).

    Answers how many notices are unread now.
    """
    looked = await stir(tx, me)
    if not await unread(tx, me):
        return 0
    await tx.run(_LOOK, whose=me, now=tx.now)
    if seen is not None:
        await tx.run(_KEEP_NEW, whose=me, looked=looked, seen=seen)
    return await unread(tx, me)
