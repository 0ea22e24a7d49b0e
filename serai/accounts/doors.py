"""Doors: who keeps their account private, who has left; as facts, and as parts of statements."""

from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, exists, or_, select

from serai.accounts._tables import person
from serai.kernel import PersonId
from serai.store import Read, among, statement


class Door(Struct, frozen=True):
    """What somebody's account lets others see: `private` followers alone, `left` nobody."""

    private: bool = False
    left: bool = False


OPEN: Final = Door()

_owner = person.alias("owner")
_CLOSED = statement(
    select(person.c.id, person.c.private_at.is_not(None), person.c.left_at.is_not(None)).where(
        among(person.c.id, "ids"),
        or_(person.c.private_at.is_not(None), person.c.left_at.is_not(None)),
    ),
    lambda which, private, left: (which, Door(bool(private), bool(left))),
)


async def doors(tx: Read, ids: Iterable[PersonId]) -> dict[PersonId, Door]:
    """Those of `ids` whose door is not simply open."""
    asked = sorted(set(ids))
    return dict(await tx.all(_CLOSED, ids=asked)) if asked else {}


def is_private(whose: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the account of `whose` is private, as a part for other rooms' statements."""
    return exists().where(_owner.c.id == whose, _owner.c.private_at.is_not(None))


def has_left(whose: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether `whose` has left, as a part for other rooms' statements."""
    return exists().where(_owner.c.id == whose, _owner.c.left_at.is_not(None))


def unfindable() -> Select[tuple[PersonId]]:
    """Who does not wish to be suggested or found by name, as a part for other rooms' statements."""
    return select(_owner.c.id).where(
        or_(_owner.c.unfindable_at.is_not(None), _owner.c.left_at.is_not(None))
    )
