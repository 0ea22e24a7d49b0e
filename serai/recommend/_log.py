"""The log's tail: what was written behind a place in it, and is final."""

from typing import Final

from msgspec import Struct
from sqlalchemy import BigInteger, Text, and_, bindparam, cast, func, select, tuple_

from serai.recommend._tables import signal
from serai.recommend.signals import Signal
from serai.store import Read, statement

CHUNK: Final = 5_000


class Place(Struct, frozen=True):
    """A place in the log; `written_in` orders the transactions of PostgreSQL."""

    written_in: int = 0
    seq: int = 0


_COLUMNS = (
    signal.c.written_in,
    signal.c.seq,
    *(signal.c[name] for name in Signal.__struct_fields__),
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
    lambda written_in, seq, *row: (Place(written_in, seq), Signal(*row)),
)


async def tail(tx: Read, place: Place) -> list[tuple[Place, Signal]]:
    """At most `CHUNK` final signals behind `place`, in the order in which they are folded."""
    return await tx.all(_TAIL, written_in=place.written_in, seq=place.seq)
