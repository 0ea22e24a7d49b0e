"""Signals: one append-only log of what people did and said, which the engine folds."""

from collections.abc import Iterable
from typing import Any, Final, TypedDict, Unpack

from msgspec import Struct
from sqlalchemy import BigInteger, Text, bindparam, cast, func, literal

from serai.kernel import NoteId, PersonId
from serai.recommend._tables import signal
from serai.recommend.candidate import Candidate
from serai.store import Write, change

UNDONE_BY: Final = {
    "like": "unlike",
    "collect": "uncollect",
    "comment": "uncomment",
    "follow": "unfollow",
    "hide": "unhide",
    "not_interested": "interested",
    "report": "unreport",
    "interest_added": "interest_dropped",
    "avoid_author": "unavoid_author",
    "avoid_topic": "unavoid_topic",
    "paused": "resumed",
}
"""What somebody may do and take back, and the signal that takes it back."""

MET: Final = ("impression", "open", "dwell", "watch", "complete", "skip", "share", "visit")
IMPORTED: Final = ("imported_like", "imported_view", "imported_favourite")
ANEW: Final = "refreshed"
"""Somebody starts anew: what was learnt of their taste is forgotten, what they met is not."""

HOUSE: Final = ("offered", "retired", "erased", "described", "claimed")
"""What the house itself notes: a note may be shown, no longer may; a person's rows are gone; where
a note stands by its content; the note is a post of another platform (`outside`) come over."""

KINDS: Final = frozenset((*UNDONE_BY, *UNDONE_BY.values(), *MET, *IMPORTED, ANEW, *HOUSE))


class Signal(Struct, frozen=True):
    """One row of the log.

    `value` is milliseconds for dwell, watch (all rounds of a viewing together) and skip, a weight
    for interests, for an impression on trial how likely its place was (see `chances.py`); `outside`
    an id on another platform, a topic (interests, avoid_topic) or a person (follows, visits,
    avoid_author), `page` and `slot` where the note stood. A `candidate` comes with kind `offered`
    alone, a `vector` (see `content.py`) with `described`.
    """

    at: int
    person: PersonId
    kind: str
    note: NoteId | None = None
    outside: str | None = None
    value: float | None = None
    page: str | None = None
    slot: int | None = None
    candidate: Candidate | None = None
    vector: bytes | None = None


class Details(TypedDict, total=False):
    """The rarer parts of a signal; see `Signal`."""

    outside: str | None
    value: float | None
    page: str | None
    slot: int | None


_ROW: Final[dict[str, Any]] = {name: bindparam(name) for name in Signal.__struct_fields__}
_APPEND = change(
    {
        "sqlite": signal.insert().values(_ROW | {"written_in": literal(0)}),
        "postgresql": signal.insert().values(
            _ROW | {"written_in": cast(cast(func.pg_current_xact_id(), Text), BigInteger)}
        ),
    }
)


async def append(tx: Write, rows: Iterable[Signal]) -> None:
    """Append `rows` to the log as they are; what an import or a beacon brings."""
    await tx.many(_APPEND, [_checked(row) for row in rows])


def _checked(row: Signal) -> dict[str, object]:
    if row.kind not in KINDS:
        raise ValueError(f"no such signal: {row.kind}")
    return {name: getattr(row, name) for name in Signal.__struct_fields__}


async def record(
    tx: Write,
    person: PersonId,
    kind: str,
    note: NoteId | None = None,
    **details: Unpack[Details],
) -> None:
    """Append what `person` did just now, in the transaction in which it was done."""
    await tx.run(_APPEND, **_checked(Signal(tx.now, person, kind, note, **details)))
