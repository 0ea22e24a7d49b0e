"""Mute somebody, for good or for a time, and undo it; and who is muted."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import bindparam, or_, select, tuple_

from serai.graph._tables import mute as mutes
from serai.graph.read import NEWEST, Tie
from serai.kernel import PersonId, Refusal
from serai.store import IdColumn, Read, Time, Write, among, change, insert, statement


class Muted(Struct, frozen=True):
    """Somebody who is muted since `at` (epoch microseconds), until then; None: for good."""

    person: PersonId
    at: int
    until: int | None

    @property
    def tie(self) -> Tie:
        """The place where a list goes on."""
        return Tie(self.person, self.at)


_MUTE = change(
    insert(mutes)
    .values(
        muter=bindparam("me"),
        muted=bindparam("them"),
        at=bindparam("now"),
        until=bindparam("until"),
    )
    .on_conflict_do_update(
        index_elements=[mutes.c.muter, mutes.c.muted],
        set_={"at": bindparam("now"), "until": bindparam("until")},
    )
)
_UNMUTE = change(
    mutes.delete().where(mutes.c.muter == bindparam("me"), mutes.c.muted == bindparam("them"))
)
_MINE = (
    mutes.c.muter == bindparam("me"),
    or_(mutes.c.until.is_(None), mutes.c.until > bindparam("now")),
)
_COLUMNS = (mutes.c.muted, mutes.c.at, mutes.c.until)
_AMONG = statement(select(*_COLUMNS).where(*_MINE, among(mutes.c.muted, "them")), Muted)
_LIST = statement(
    select(*_COLUMNS)
    .where(
        *_MINE,
        tuple_(mutes.c.at, mutes.c.muted)
        < tuple_(bindparam("at", type_=Time), bindparam("person", type_=IdColumn(PersonId))),
    )
    .order_by(mutes.c.at.desc(), mutes.c.muted.desc())
    .limit(bindparam("limit")),
    Muted,
)


async def mute(tx: Write, me: PersonId, them: PersonId, until: int | None = None) -> None:
    """`me` hears nothing of `them` until then (epoch microseconds; None: for good).

    Nobody is told. Once more sets the end anew. Raises `Refusal` graph.self or graph.mute_past.
    """
    if me == them:
        raise Refusal("graph.self")
    if until is not None and until <= tx.now:
        raise Refusal("graph.mute_past")
    await tx.run(_MUTE, me=me, them=them, now=tx.now, until=until)


async def unmute(tx: Write, me: PersonId, them: PersonId) -> bool:
    """`me` hears of `them` again; False where nobody was muted."""
    return await tx.run(_UNMUTE, me=me, them=them) > 0


async def muted_among(
    tx: Read, me: PersonId | None, them: Iterable[PersonId]
) -> dict[PersonId, Muted]:
    """Whom of `them` `me` has muted at this moment; a stranger nobody."""
    asked = sorted(set(them))
    if me is None or not asked:
        return {}
    found = await tx.all(_AMONG, me=me, them=asked, now=tx.now)
    return {one.person: one for one in found}


async def muted(tx: Read, me: PersonId, before: Tie | None, limit: int) -> list[Muted]:
    """Whom `me` has muted at this moment, the latest first, from behind `before` on."""
    place = before or Tie(PersonId(NEWEST), NEWEST)
    where = {"at": place.at, "person": place.person, "limit": limit}
    return await tx.all(_LIST, me=me, now=tx.now, **where)
