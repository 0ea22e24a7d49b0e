"""Read who follows whom and who is blocked, newest first, and how many."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Column, ColumnElement, Select, Table, bindparam, func, or_, select, tuple_

from serai.accounts import has_left, is_private
from serai.graph._tables import block, follow
from serai.graph.ties import blocked_with, followees_of
from serai.kernel import PersonId
from serai.store import IdColumn, Read, Statement, Time, statement

NEWEST: Final = 2**63 - 1

_VIEWER = bindparam("viewer", type_=IdColumn(PersonId))


class Tie(Struct, frozen=True):
    """Somebody, and since when (epoch microseconds); also the place where a list goes on."""

    person: PersonId
    at: int


class Counts(Struct, frozen=True):
    """How many somebody follows and is followed by."""

    following: int
    followers: int


def _newest(
    table: Table, shown: Column[PersonId], of: Column[PersonId], *kept: ColumnElement[bool]
) -> Statement[Tie]:
    place = tuple_(bindparam("at", type_=Time), bindparam("person", type_=IdColumn(PersonId)))
    core: Select[Any] = (
        select(shown, table.c.at)
        .where(of == bindparam("whose"), tuple_(table.c.at, shown) < place, *kept)
        .order_by(table.c.at.desc(), shown.desc())
        .limit(bindparam("limit"))
    )
    return statement(core, Tie)


def _met(shown: Column[PersonId], of: Column[PersonId]) -> Statement[Tie]:
    """A list for a viewer's eyes: nobody meets there whom a door is closed to, either way."""
    open_to = (
        shown.not_in(blocked_with(_VIEWER)),
        of.not_in(blocked_with(_VIEWER)),
        ~has_left(shown),
        or_(of == _VIEWER, ~is_private(of), of.in_(followees_of(_VIEWER))),
    )
    return _newest(follow, shown, of, *open_to)


_FOLLOWING = _met(follow.c.followee, follow.c.follower)
_FOLLOWERS = _met(follow.c.follower, follow.c.followee)
_BLOCKED = _newest(block, block.c.blocked, block.c.blocker)
_FOLLOWEES = statement(
    select(follow.c.followee).where(follow.c.follower == bindparam("me")), PersonId
)
_COUNTS = statement(
    select(
        select(func.count())
        .select_from(follow)
        .where(follow.c.follower == bindparam("whose"), ~has_left(follow.c.followee))
        .scalar_subquery(),
        select(func.count())
        .select_from(follow)
        .where(follow.c.followee == bindparam("whose"), ~has_left(follow.c.follower))
        .scalar_subquery(),
    ),
    Counts,
)


async def followees(tx: Read, me: PersonId) -> frozenset[PersonId]:
    """Everybody `me` follows."""
    return frozenset(await tx.all(_FOLLOWEES, me=me))


async def following(
    tx: Read, viewer: PersonId | None, whose: PersonId, before: Tie | None, limit: int
) -> list[Tie]:
    """Whom `whose` follows, newest first, from behind `before` on, without those blocked."""
    return await tx.all(_FOLLOWING, viewer=viewer, **_from(whose, before, limit))


async def followers(
    tx: Read, viewer: PersonId | None, whose: PersonId, before: Tie | None, limit: int
) -> list[Tie]:
    """Who follows `whose`, newest first, from behind `before` on, without those blocked."""
    return await tx.all(_FOLLOWERS, viewer=viewer, **_from(whose, before, limit))


async def blocked(tx: Read, whose: PersonId, before: Tie | None, limit: int) -> list[Tie]:
    """Whom `whose` blocked, newest first, from behind `before` on."""
    return await tx.all(_BLOCKED, **_from(whose, before, limit))


def _from(whose: PersonId, before: Tie | None, limit: int) -> dict[str, Any]:
    place = before or Tie(PersonId(NEWEST), NEWEST)
    return {"whose": whose, "at": place.at, "person": place.person, "limit": limit}


async def counts(tx: Read, person: PersonId) -> Counts:
    """How many `person` follows and is followed by."""
    return await tx.one(_COUNTS, whose=person) or Counts(0, 0)
