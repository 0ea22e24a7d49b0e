"""Interests: what somebody chose or brought along, with the evidence, to be dropped at any time."""

from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.recommend._tables import interest
from serai.recommend.signals import record
from serai.recommend.topics import canonical
from serai.store import Read, Write, change, insert, statement

Source = Literal["chosen", "archive"]

MOST: Final = 100
"""Interests of one person that are read; the heaviest come first."""


class Interest(Struct, frozen=True):
    """A topic somebody cares about; `weight` in (0, 1], `at` epoch microseconds.

    `evidence` says where it comes from: `kind:words`, as in `search:monstera care`.
    """

    topic: str
    weight: float
    source: Source
    evidence: tuple[str, ...]
    at: int


_FIELDS = ("weight", "source", "evidence", "at")
_INSERT = insert(interest).values(
    person=bindparam("person"),
    topic=bindparam("topic"),
    dropped_at=None,
    **{name: bindparam(name) for name in _FIELDS},
)
_ADD = change(
    _INSERT.on_conflict_do_update(
        index_elements=["person", "topic"],
        set_={name: _INSERT.excluded[name] for name in (*_FIELDS, "dropped_at")},
    )
)
_DROP = change(
    interest.update()
    .where(
        interest.c.person == bindparam("whose"),
        interest.c.topic == bindparam("which"),
        interest.c.dropped_at.is_(None),
    )
    .values(dropped_at=bindparam("now"))
)
_OF = statement(
    select(
        interest.c.topic,
        interest.c.weight,
        interest.c.source,
        interest.c.evidence,
        interest.c.at,
    )
    .where(interest.c.person == bindparam("whose"), interest.c.dropped_at.is_(None))
    .order_by(interest.c.weight.desc(), interest.c.topic)
    .limit(MOST),
    Interest,
)


async def add_interest(
    tx: Write,
    person: PersonId,
    topic: str,
    weight: float = 1.0,
    source: Source = "chosen",
    evidence: tuple[str, ...] = (),
) -> None:
    """`person` cares about `topic` (any spelling); said again, the last word counts."""
    key, bounded = canonical(topic), min(max(weight, 0.05), 1.0)
    await tx.run(
        _ADD,
        person=person,
        topic=key,
        weight=bounded,
        source=source,
        evidence=evidence,
        at=tx.now,
    )
    await record(tx, person, "interest_added", outside=key, value=bounded)


async def drop_interest(tx: Write, person: PersonId, topic: str) -> bool:
    """`person` no longer cares about `topic`; False where it was so already."""
    key = canonical(topic)
    dropped = await tx.run(_DROP, whose=person, which=key, now=tx.now) > 0
    if dropped:
        await record(tx, person, "interest_dropped", outside=key)
    return dropped


async def interests_of(tx: Read, person: PersonId) -> list[Interest]:
    """What `person` said they care about, heaviest first."""
    return await tx.all(_OF, whose=person)
