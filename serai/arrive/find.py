"""Find the arrival that a cookie's secret opens."""

import msgspec
from sqlalchemy import bindparam, select

from serai.arrive._tables import arrival
from serai.arrive.limits import ArriveLimits
from serai.arrive.understanding import Interest, Understanding
from serai.kernel import ArrivalId, hashed
from serai.recommend import TOPICS
from serai.store import Read, statement


class Arrival(msgspec.Struct, frozen=True):
    """What was understood, and how the person corrected it."""

    id: ArrivalId
    understanding: Understanding
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def interests(self) -> tuple[Interest, ...]:
        """What holds now: added topics first and in full, removed ones gone."""
        added = tuple(Interest(key, key in TOPICS, 1.0, ()) for key in self.added)
        gone = {*self.removed, *self.added}
        return added + tuple(one for one in self.understanding.interests if one.key not in gone)


_FIND = statement(
    select(arrival.c.id, arrival.c.understanding, arrival.c.removed, arrival.c.added).where(
        arrival.c.secret == bindparam("secret"), arrival.c.at > bindparam("since")
    ),
    Arrival,
)


async def find(tx: Read, secret: str, limits: ArriveLimits) -> Arrival | None:
    """The arrival under `secret`, or None once its day is over, also where no sweep came yet."""
    since = tx.now - limits.lifetime * 1_000_000
    return await tx.one(_FIND, secret=hashed(secret), since=since)
