"""Correct what was understood: a tap takes an interest away, another brings it back or adds one."""

from sqlalchemy import bindparam, select

from serai.arrive._tables import arrival
from serai.arrive.find import Arrival, find
from serai.arrive.limits import ArriveLimits
from serai.kernel import ArrivalId, Refusal, hashed
from serai.recommend import canonical
from serai.store import Write, change, statement

_MOST = 40
_LONGEST = 80

# Two taps one after the other each see what the other did.
_HOLD = statement(
    select(arrival.c.id).where(arrival.c.secret == bindparam("secret")).with_for_update(), ArrivalId
)
_CORRECT = change(
    arrival.update()
    .where(arrival.c.id == bindparam("which"))
    .values(removed=bindparam("removed"), added=bindparam("added"))
)


async def correct(
    tx: Write, secret: str, key: str, limits: ArriveLimits, *, wanted: bool
) -> Arrival:
    """Take `key` away or, where `wanted`, bring it in; doing so twice changes nothing.

    `key` may be any spelling of a topic, or a word that was understood. Raises `arrive.gone` where
    no arrival is under `secret`, `arrive.not_a_topic` for an empty or endless word.
    """
    await tx.one(_HOLD, secret=hashed(secret))
    found = await find(tx, secret, limits)
    if found is None:
        raise Refusal("arrive.gone")
    told = {one.key for one in found.understanding.interests}
    name = key if key in told else canonical(key)
    removed = tuple(one for one in found.removed if one != name)
    added = tuple(one for one in found.added if one != name)
    if not wanted and name in told:
        removed = (*removed, name)
    if wanted and name not in told:
        added = (*added, name)
    if not name or len(name) > _LONGEST or len(added) + len(removed) > _MOST:
        raise Refusal("arrive.not_a_topic")
    await tx.run(_CORRECT, which=found.id, removed=removed, added=added)
    return Arrival(found.id, found.understanding, removed, added)
