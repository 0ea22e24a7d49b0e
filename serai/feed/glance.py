"""Glances: what somebody met, opened, read and shared, as their browser tells in batches."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from serai.accounts import people
from serai.graph import ties_among
from serai.kernel import NoteId, PersonId
from serai.notes import may_see, notes
from serai.recommend import Chances, Engine, Signal, append, visit
from serai.store import Write

MOST: Final = 100
DAY: Final = 86_400_000
"""Milliseconds."""


class Glance(Struct, frozen=True):
    """One thing met: a note, or with kind `visit` somebody's page, whose `author` it names.

    `value` is milliseconds for dwell and watch, `page` and `slot` say where the note stood.
    """

    kind: Literal["impression", "open", "dwell", "watch", "complete", "share", "visit"]
    note: NoteId | None = None
    page: Annotated[str, Meta(max_length=64, pattern="^[!-~]*$")] | None = None
    slot: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    value: Annotated[float, Meta(ge=0, le=DAY)] | None = None
    author: PersonId | None = None


async def glance(tx: Write, engine: Engine, person: PersonId, glances: Sequence[Glance]) -> int:
    """Append what `person` met to the log; answers how much of it that was.

    Kept are notes they may see, and visits to others who are there and not blocked either way,
    once an hour. At most `MOST` are read.
    """
    told = glances[:MOST]
    rows = await _notes_met(
        tx, engine.chances, person, [one for one in told if one.kind != "visit"]
    )
    await append(tx, rows)
    return len(rows) + await _visits(tx, person, [one for one in told if one.kind == "visit"])


async def _notes_met(
    tx: Write, chances: Chances, person: PersonId, told: Sequence[Glance]
) -> list[Signal]:
    asked = list(dict.fromkeys(one.note for one in told if one.note is not None))
    open_to = {note.id for note in await may_see(tx, person, await notes(tx, asked))}
    return [
        Signal(
            tx.now,
            person,
            one.kind,
            one.note,
            value=_value(chances, person, one, one.note),
            page=one.page,
            slot=one.slot,
        )
        for one in told
        if one.note is not None and one.note in open_to
    ]


def _value(chances: Chances, person: PersonId, told: Glance, note: NoteId) -> float | None:
    """What the browser measured; for an impression what the engine knows of its own draw."""
    if told.kind != "impression":
        return told.value
    return chances.of(person, told.page, note) if told.page else None


async def _visits(tx: Write, person: PersonId, told: Sequence[Glance]) -> int:
    asked = list(dict.fromkeys(one.author for one in told if one.author is not None))
    there = await people(tx, asked)
    standing = await ties_among(tx, person, set(there))
    met = [who for who in there if not standing[who].severed]
    return sum([await visit(tx, person, who) for who in met])
