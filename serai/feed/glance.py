"""Glances: what somebody met on a page, opened and read, as their browser tells in batches."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from serai.kernel import NoteId, PersonId
from serai.notes import may_see, notes
from serai.recommend import Signal, append
from serai.store import Write

MOST: Final = 100
DAY: Final = 86_400_000
"""Milliseconds."""


class Glance(Struct, frozen=True):
    """One note met; `value` is milliseconds for dwell, `page` and `slot` say where it stood."""

    kind: Literal["impression", "open", "dwell"]
    note: NoteId
    page: Annotated[str, Meta(max_length=64, pattern="^[!-~]*$")] | None = None
    slot: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    value: Annotated[float, Meta(ge=0, le=DAY)] | None = None


async def glance(tx: Write, person: PersonId, glances: Sequence[Glance]) -> int:
    """Append what `person` met to the log, of notes they may see; answers how many that were.

    At most `MOST` are read.
    """
    told = glances[:MOST]
    met = await may_see(tx, person, await notes(tx, [one.note for one in told]))
    open_to = {note.id for note in met}
    rows = [
        Signal(tx.now, person, one.kind, one.note, value=one.value, page=one.page, slot=one.slot)
        for one in told
        if one.note in open_to
    ]
    await append(tx, rows)
    return len(rows)
