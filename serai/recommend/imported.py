"""Signals that came with an archive: each once, however often the archive comes."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.recommend._tables import signal
from serai.recommend.signals import IMPORTED, Signal, append
from serai.store import Write, among, statement

_BEFORE = statement(
    select(signal.c.kind, signal.c.outside, signal.c.at).where(
        signal.c.person == bindparam("person"), among(signal.c.kind, "kinds")
    ),
    lambda kind, outside, at: (kind, outside, at),
)


async def append_imported(tx: Write, person: PersonId, rows: Iterable[Signal]) -> int:
    """Append those of `rows` that no earlier archive of `person` brought; returns how many."""
    before = set(await tx.all(_BEFORE, person=person, kinds=list(IMPORTED)))
    new = [row for row in rows if (row.kind, row.outside, row.at) not in before]
    await append(tx, new)
    return len(new)
