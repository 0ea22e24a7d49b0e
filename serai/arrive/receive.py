"""Receive an archive's kept parts, or somebody's choice of topics, before there is an account."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam

from serai.arrive._tables import arrival
from serai.arrive.kept import Kept
from serai.arrive.limits import ArriveLimits
from serai.arrive.understanding import CHOSEN, Understanding
from serai.jobs import enqueue
from serai.kernel import ArrivalId, Refusal, hashed, new_secret
from serai.recommend import TOPICS
from serai.store import Write, change

FEWEST: Final = 3
MOST: Final = 5
SWEEP_WORK: Final = "arrive.sweep"
"""The name of the work that forgets an arrival; its body is the id, `sweep` does it."""

_KEEP = change(
    arrival.insert().values(
        id=bindparam("id"),
        secret=bindparam("secret"),
        kept=bindparam("kept"),
        understanding=bindparam("understanding"),
        removed=(),
        added=bindparam("added"),
        at=bindparam("at"),
    )
)


async def receive(tx: Write, kept: Kept, understanding: Understanding, limits: ArriveLimits) -> str:
    """Keep an arrival for `limits.lifetime`; the secret that opens it, for a cookie."""
    return await _keep(tx, kept, understanding, (), limits)


async def choose(tx: Write, topics: Sequence[str], limits: ArriveLimits) -> str:
    """Arrive without an archive, with 3 to 5 known topics; the secret, for a cookie.

    Raises `arrive.choose_some` for fewer, more or unknown ones.
    """
    chosen = tuple(dict.fromkeys(topic for topic in topics if topic in TOPICS))
    if not FEWEST <= len(chosen) <= MOST:
        raise Refusal("arrive.choose_some", fewest=FEWEST, most=MOST)
    return await _keep(tx, Kept(platform=CHOSEN), Understanding(platform=CHOSEN), chosen, limits)


async def _keep(
    tx: Write,
    kept: Kept,
    understanding: Understanding,
    added: tuple[str, ...],
    limits: ArriveLimits,
) -> str:
    secret = new_secret()
    made = tx.mint(ArrivalId)
    await tx.run(
        _KEEP,
        id=made,
        secret=hashed(secret),
        kept=kept,
        understanding=understanding,
        added=added,
        at=tx.now,
    )
    wait = timedelta(seconds=limits.lifetime)
    await enqueue(tx, SWEEP_WORK, made, wait=wait)
    return secret
