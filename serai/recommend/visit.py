"""Visit: somebody looked at somebody's page; told to the log, at most once an hour."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.recommend._tables import signal
from serai.recommend.signals import record
from serai.store import Write, statement

APART: Final = 3_600_000_000
"""Microseconds between two visits that both count."""

LOOKED_BACK: Final = 500
"""Rows of the visitor's own that are looked through for an earlier visit."""

_LATELY = (
    select(signal.c.kind, signal.c.outside, signal.c.at)
    .where(signal.c.person == bindparam("whose"))
    .order_by(signal.c.seq.desc())
    .limit(LOOKED_BACK)
    .subquery()
)
_BEFORE = statement(
    select(_LATELY.c.at).where(
        _LATELY.c.kind == "visit",
        _LATELY.c.outside == bindparam("whom"),
        _LATELY.c.at > bindparam("since"),
    ),
    int,
)


async def visit(tx: Write, person: PersonId, author: PersonId) -> bool:
    """`person` visited `author`; False where it was oneself, or within the hour."""
    if person == author:
        return False
    whom = str(int(author))
    if await tx.one(_BEFORE, whose=person, whom=whom, since=tx.now - APART) is not None:
        return False
    await record(tx, person, "visit", outside=whom)
    return True
