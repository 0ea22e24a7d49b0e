"""What ties two people: follows and blocks, in each direction."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, literal, select, union_all

from serai.graph._tables import block, follow, follow_request
from serai.kernel import PersonId
from serai.store import IdColumn, Read, among, statement


class Ties(Struct, frozen=True):
    """How one person stands to another; `requested`: asks to follow, and was not answered yet."""

    follows: bool = False
    followed_by: bool = False
    blocks: bool = False
    blocked_by: bool = False
    requested: bool = False

    @property
    def severed(self) -> bool:
        """Whether either has closed the door to the other."""
        return self.blocks or self.blocked_by


def followees_of(viewer: ColumnElement[Any]) -> Select[tuple[PersonId]]:
    """Whom `viewer` follows, as a part for other rooms' statements."""
    return select(follow.c.followee).where(follow.c.follower == viewer)


def followers_of(viewer: ColumnElement[Any]) -> Select[tuple[PersonId]]:
    """Who follows `viewer`, as a part for other rooms' statements."""
    return select(follow.c.follower).where(follow.c.followee == viewer)


def blocked_with(viewer: ColumnElement[Any]) -> CompoundSelect[tuple[PersonId]]:
    """Whom `viewer` blocked and who blocked `viewer`, as a part for other rooms' statements."""
    return union_all(
        select(block.c.blocked).where(block.c.blocker == viewer),
        select(block.c.blocker).where(block.c.blocked == viewer),
    )


_ME = bindparam("me", type_=IdColumn(PersonId))
_AMONG = statement(
    union_all(
        select(follow.c.followee, literal("follows")).where(
            follow.c.follower == _ME, among(follow.c.followee, "them")
        ),
        select(follow.c.follower, literal("followed_by")).where(
            follow.c.followee == _ME, among(follow.c.follower, "them")
        ),
        select(follow_request.c.asked, literal("requested")).where(
            follow_request.c.asker == _ME,
            among(follow_request.c.asked, "them"),
            follow_request.c.accepted_at.is_(None),
            follow_request.c.declined_at.is_(None),
        ),
        select(block.c.blocked, literal("blocks")).where(
            block.c.blocker == _ME, among(block.c.blocked, "them")
        ),
        select(block.c.blocker, literal("blocked_by")).where(
            block.c.blocked == _ME, among(block.c.blocker, "them")
        ),
    ),
    lambda them, tie: (them, tie),
)


async def ties_among(tx: Read, me: PersonId, them: Iterable[PersonId]) -> dict[PersonId, Ties]:
    """How `me` stands to each of `them`, in one question; everybody asked for is answered."""
    asked = sorted(set(them))
    found: dict[PersonId, dict[str, bool]] = {person: {} for person in asked}
    for person, tie in await tx.all(_AMONG, me=me, them=asked) if asked else ():
        found[person][tie] = True
    return {person: Ties(**held) for person, held in found.items()}


async def ties(tx: Read, me: PersonId, them: PersonId) -> Ties:
    """How `me` stands to `them`."""
    return (await ties_among(tx, me, [them]))[them]
