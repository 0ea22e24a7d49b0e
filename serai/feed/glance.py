"""Glances: what somebody met, opened, read and shared, as their browser tells in batches."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from serai.accounts import people
from serai.clips import clips
from serai.graph import ties_among
from serai.kernel import NoteId, PersonId
from serai.notes import Note, may_see, notes
from serai.recommend import Chances, Engine, Signal, append, is_skip, is_whole, visit, watched
from serai.store import Read, Write

MOST: Final = 100
VIEWS: Final = ("watch", "complete", "skip")
"""What is told of a video's playing; its length says what of it can be."""

MICROS: Final = 1_000_000
DAY: Final = 86_400_000
"""Milliseconds."""


class Glance(Struct, frozen=True):
    """One thing met: a note, or with kind `visit` somebody's page, whose `author` it names.

    `value` is milliseconds for dwell; for watch those that were played in this viewing so far, all
    rounds together; for skip those that somebody stayed. `page` and `slot` say where the note was.
    """

    kind: Literal["impression", "open", "dwell", "watch", "complete", "skip", "share", "visit"]
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
    told = _once(glances[:MOST])
    rows = await _notes_met(
        tx, engine.chances, person, [one for one in told if one.kind != "visit"]
    )
    await append(tx, rows)
    return len(rows) + await _visits(tx, person, [one for one in told if one.kind == "visit"])


def _once(told: Sequence[Glance]) -> list[Glance]:
    """One viewing of a video a batch, the longest: it is told of anew while it goes on."""
    longest: dict[NoteId | None, Glance] = {}
    for one in told:
        if one.kind == "watch":
            before = longest.get(one.note, one)
            longest[one.note] = one if (one.value or 0) >= (before.value or 0) else before
    return [one for one in told if one.kind != "watch" or one is longest[one.note]]


async def _notes_met(
    tx: Write, chances: Chances, person: PersonId, told: Sequence[Glance]
) -> list[Signal]:
    asked = list(dict.fromkeys(one.note for one in told if one.note is not None))
    open_to = await may_see(tx, person, await notes(tx, asked))
    last = await _lengths(tx, open_to)
    return [
        Signal(tx.now, person, kind, one.note, value=value, page=one.page, slot=one.slot)
        for one in told
        if one.note is not None and one.note in last
        for kind, value in _believed(chances, person, one, one.note, last[one.note])
    ]


async def _lengths(tx: Read, seen: Sequence[Note]) -> dict[NoteId, float]:
    """How many seconds each note plays; 0 where it is no video."""
    found = await clips(tx, [note.clip for note in seen if note.clip is not None])
    return {
        note.id: clip.probed.duration / MICROS
        if note.clip is not None
        and (clip := found.get(note.clip)) is not None
        and clip.probed is not None
        else 0.0
        for note in seen
    }


def _believed(
    chances: Chances, person: PersonId, told: Glance, note: NoteId, seconds: float
) -> list[tuple[str, float | None]]:
    """The signals that a glance comes to. Whether a video was watched whole is reckoned here."""
    if told.kind in VIEWS and seconds:
        return _viewed(told, seconds)
    if told.kind in ("watch", "skip"):
        return []
    return [(told.kind, _value(chances, person, told, note))]


def _viewed(told: Glance, seconds: float) -> list[tuple[str, float | None]]:
    value = watched(told.value or 0.0, seconds)
    if told.kind == "watch" and value > 0.0:
        whole: list[tuple[str, float | None]] = [("complete", None)]
        return [("watch", value), *(whole if is_whole(value, seconds) else [])]
    return [("skip", value)] if told.kind == "skip" and is_skip(value, seconds) else []


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
