"""Which notes somebody opened."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.kernel import NoteId, PersonId
from serai.recommend._tables import signal
from serai.store import Read, statement

MOST: Final = 5_000
"""The latest openings that are looked at."""

_OPENED = statement(
    select(signal.c.note)
    .where(
        signal.c.person == bindparam("person"),
        signal.c.kind == "open",
        signal.c.note.is_not(None),
    )
    .order_by(signal.c.seq.desc())
    .limit(MOST),
    NoteId,
)


async def opened_by(tx: Read, person: PersonId) -> frozenset[NoteId]:
    """The notes that `person` opened, of the latest `MOST` times."""
    return frozenset(await tx.all(_OPENED, person=person))
