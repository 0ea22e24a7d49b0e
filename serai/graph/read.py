"""Read who follows whom and who is blocked, newest first, and how many."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Column, Select, Table, bindparam, func, select, tuple_

from serai.graph._tables import block, follow
from serai.kernel import PersonId
from serai.store import IdColumn, Read, Statement, Time, statement

NEWEST: Final = 2**63 - 1


class Tie(Struct, frozen=True):
    """Somebody, and since when (epoch microseconds); also the place where a list goes on."""

    person: PersonId
    at: int


class Counts(Struct, frozen=True):
    """How many somebody follows and is followed by."""

    following: int
    followers: int


def _newest(table: Table, shown: Column[PersonId], of: Column[PersonId]) -> Statement[Tie]:
    place = tuple_(bindparam("at", type_=Time), bindparam("person", type_=IdColumn(PersonId)))
    core: Select[Any] = (
        select(shown, table.c.at)
        .where(of == bindparam("whose"), tuple_(table.c.at, shown) < place)
        .order_by(table.c.at.desc(), shown.desc())
        .limit(bindparam("limit"))
    )
    return statement(core, Tie)


_FOLLOWING = _newest(follow, follow.c.followee, follow.c.follower)
_FOLLOWERS = _newest(follow, follow.c.follower, follow.c.followee)
_BLOCKED = _newest(block, block.c.blocked, block.c.blocker)
_FOLLOWEES = statement(
    select(follow.c.followee).where(follow.c.follower == bindparam("me")), PersonId
)
_COUNTS = statement(
    select(
        select(func.count())
        .select_from(follow)
        .where(follow.c.follower == bindparam("whose"))
        .scalar_subquery(),
        select(func.count())
        .select_from(follow)
        .where(follow.c.followee == bindparam("whose"))
        .scalar_subquery(),
    ),
    Counts,
)


async def followees(tx: Read, me: PersonId) -> frozenset[PersonId]:
    """Everybody `me` follows."""
    return frozenset(await tx.all(_FOLLOWEES, me=me))


async def following(tx: Read, whose: PersonId, before: Tie | None, limit: int) -> list[Tie]:
    """Whom `whose` follows, newest first, from behind `before` on."""
    return await _page(tx, _FOLLOWING, whose, before, limit)


async def followers(tx: Read, whose: PersonId, before: Tie | None, limit: int) -> list[Tie]:
    """Who follows `whose`, newest first, from behind `before` on."""
    return await _page(tx, _FOLLOWERS, whose, before, limit)


async def blocked(tx: Read, whose: PersonId, before: Tie | None, limit: int) -> list[Tie]:
    """Whom `whose` blocked, newest first, from behind `before` on."""
    return await _page(tx, _BLOCKED, whose, before, limit)


async def _page(
    tx: Read, asked: Statement[Tie], whose: PersonId, before: Tie | None, limit: int
) -> list[Tie]:
    place = before or Tie(PersonId(NEWEST), NEWEST)
    return await tx.all(asked, whose=whose, at=place.at, person=place.person, limit=limit)


async def counts(tx: Read, person: PersonId) -> Counts:
    """How many `person` follows and is followed by."""
    return await tx.one(_COUNTS, whose=person) or Counts(0, 0)
