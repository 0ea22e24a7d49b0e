"""People one may know: followed by those one follows."""

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.accounts import unfindable
from serai.graph._tables import follow
from serai.graph.ties import blocked_with, followees_of
from serai.kernel import PersonId
from serai.store import IdColumn, Read, statement

CIRCLE: Final = 200
"""Those one follows whose follows are looked at, the latest followed."""

_ME = bindparam("me", type_=IdColumn(PersonId))
_circle = (
    select(follow.c.followee)
    .where(follow.c.follower == _ME)
    .order_by(follow.c.at.desc())
    .limit(CIRCLE)
    .subquery()
)
_KNOWN = statement(
    select(follow.c.followee, func.min(follow.c.follower), func.count() - 1)
    .join_from(_circle, follow, follow.c.follower == _circle.c.followee)
    .where(
        follow.c.followee != _ME,
        follow.c.followee.not_in(followees_of(_ME)),
        follow.c.followee.not_in(blocked_with(_ME)),
        follow.c.followee.not_in(unfindable()),
    )
    .group_by(follow.c.followee)
    .order_by(func.count().desc(), follow.c.followee)
    .limit(bindparam("limit")),
    lambda person, through, others: Known(person, PersonId(through), int(others)),
)


class Known(Struct, frozen=True):
    """Somebody who is followed by `through`, and by so many `others` whom one follows."""

    person: PersonId
    through: PersonId
    others: int


async def known_through(tx: Read, me: PersonId, limit: int) -> list[Known]:
    """Whom `me` does not follow and those whom `me` follows do, most of them first."""
    return await tx.all(_KNOWN, me=me, limit=limit)
