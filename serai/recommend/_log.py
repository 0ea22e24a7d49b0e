"""The log's tail: what was written behind a place in it, and is final."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import BigInteger, Text, and_, bindparam, cast, func, select, tuple_, type_coerce
from sqlalchemy.types import NullType

from serai.kernel import NoteId, PersonId
from serai.kernel.wire import from_json
from serai.recommend._tables import signal
from serai.recommend.candidate import Candidate
from serai.recommend.signals import Signal
from serai.store import Read, statement

CHUNK: Final = 5_000


class Place(Struct, frozen=True):
    """A place in the log; `written_in` orders the transactions of PostgreSQL."""

    written_in: int = 0
    seq: int = 0


LogRow = tuple[Any, ...]
"""A row as the driver brings it: its place's two numbers, then the parts of `Signal` in order.

A million of them are read at a start, and most are counted by columns; so nothing is made of one
before somebody needs it.
"""

KIND: Final = 4
NOTE: Final = 5
CANDIDATE: Final = 10

_COLUMNS = (
    signal.c.written_in,
    signal.c.seq,
    *(type_coerce(signal.c[name], NullType()) for name in Signal.__struct_fields__),
)
# A transaction below the oldest one still running has ended: no row can appear among its own.
_OLDEST_RUNNING = cast(cast(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)
_TAIL = statement(
    {
        "sqlite": select(*_COLUMNS)
        .where(signal.c.seq > bindparam("seq"))
        .order_by(signal.c.seq)
        .limit(CHUNK),
        "postgresql": select(*_COLUMNS)
        .where(
            and_(
                tuple_(signal.c.written_in, signal.c.seq)
                > tuple_(
                    bindparam("written_in", type_=BigInteger), bindparam("seq", type_=BigInteger)
                ),
                signal.c.written_in < _OLDEST_RUNNING,
            )
        )
        .order_by(signal.c.written_in, signal.c.seq)
        .limit(CHUNK),
    },
    lambda *row: row,
)
_FIRST = statement(
    select(signal.c.seq, signal.c.at)
    .where(signal.c.candidate.is_not(None))
    .order_by(signal.c.seq)
    .limit(1),
    lambda seq, at: (seq, at),
)
_LAST = statement(select(func.max(signal.c.seq)), lambda seq: seq)


async def tail(tx: Read, place: Place) -> list[LogRow]:
    """At most `CHUNK` final signals behind `place`, in the order in which they are folded."""
    return await tx.all(_TAIL, written_in=place.written_in, seq=place.seq)


def place_of(row: LogRow) -> Place:
    """Where a row stands."""
    return Place(row[0], row[1])


def signal_of(row: LogRow) -> Signal:
    """A row as a signal."""
    _, _, at, person, kind, note, outside, value, page, slot, candidate, vector = row
    return Signal(
        at=at,
        person=PersonId(person),
        kind=kind,
        note=None if note is None else NoteId(note),
        outside=outside,
        value=value,
        page=page,
        slot=slot,
        candidate=None if candidate is None else from_json(candidate, Candidate),
        vector=vector,
    )


async def first_offer(tx: Read) -> tuple[int, int] | None:
    """Place and moment of the first note ever offered: a log's own, and never erased."""
    return await tx.one(_FIRST)


async def last(tx: Read) -> int:
    """The highest place in the log; what erases rows writes one behind them."""
    return await tx.one(_LAST) or 0
