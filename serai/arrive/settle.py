"""Settle: the account exists, so what the archive said becomes interests and signals."""

from typing import Final, Literal

from sqlalchemy import bindparam, select

from serai.arrive._tables import arrival
from serai.arrive.find import Arrival, find
from serai.arrive.kept import Kept, Touched, Watched
from serai.arrive.limits import ArriveLimits
from serai.arrive.sweep import forget
from serai.arrive.understanding import Interest
from serai.kernel import PersonId, hashed
from serai.recommend import OwnPost, Signal, add_interest, append_imported, keep_own_posts
from serai.store import Write, statement

LOOKED: Final = 5
"""Seconds from which a watched video counts as looked at (half of all watches end below 2)."""

_BRIDGES: Final = 2_000  # imported ids of each kind, newest first
_SECOND: Final = 1_000_000


def _whole(kept: Kept) -> Kept:
    return kept


_KEPT = statement(select(arrival.c.kept).where(arrival.c.secret == bindparam("secret")), _whole)


async def settle(tx: Write, person: PersonId, secret: str, limits: ArriveLimits) -> Arrival | None:
    """Hand the arrival under `secret` to `recommend` for `person`, then delete it.

    None where there is none (any more); joining goes on without it.
    """
    found = await find(tx, secret, limits)
    kept = await tx.one(_KEPT, secret=hashed(secret))
    if found is None or kept is None:
        return None
    for one in found.interests:
        chosen = one.key in found.added
        source: Literal["chosen", "archive"] = "chosen" if chosen else "archive"
        await add_interest(tx, person, one.key, one.weight, source, _told(one))
    await append_imported(tx, person, _signals(kept, person, tx.now))
    await keep_own_posts(tx, person, _posts(kept, tx.now))
    await forget(tx, secret)
    return found


def _told(interest: Interest) -> tuple[str, ...]:
    return tuple(f"{said.source}:{said.text}" for said in interest.evidence)


def _signals(kept: Kept, person: PersonId, now: int) -> list[Signal]:
    """Ids of the old platform as signals, oldest first; a look brings its milliseconds along."""

    def signal(kind: str, one: Touched | Watched, value: float | None = None) -> Signal:
        at = min(one.at * _SECOND, now) or now
        return Signal(at, person, kind, outside=f"{kept.platform}:{one.video}", value=value)

    looked = [one for one in kept.watched if one.dwell is not None and one.dwell >= LOOKED]
    rows = [signal("imported_like", one) for one in kept.liked[-_BRIDGES:]]
    rows += [signal("imported_favourite", one) for one in kept.saved[-_BRIDGES:]]
    rows += [signal("imported_favourite", one) for one in kept.shared[-_BRIDGES:]]
    rows += [signal("imported_view", one, 1e3 * (one.dwell or 0)) for one in looked[-_BRIDGES:]]
    return sorted(rows, key=lambda row: row.at)


def _posts(kept: Kept, now: int) -> list[OwnPost]:
    """The person's own posts, newest first."""
    return [
        OwnPost(f"{kept.platform}:{one.post}", min(one.at * _SECOND, now), one.title)
        for one in reversed(kept.posts)
    ]
