"""Erase what is kept of a person, and hand it out to them first."""

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.recommend._tables import interest, signal
from serai.recommend.interests import Interest, interests_of
from serai.recommend.signals import Signal, record
from serai.store import Read, Write, change, statement

_OWN = (signal.c.person == bindparam("whose"), signal.c.candidate.is_(None))
_SIGNALS = statement(
    select(*(signal.c[name] for name in Signal.__struct_fields__))
    .where(*_OWN)
    .order_by(signal.c.seq),
    Signal,
)
_FORGET = (
    change(signal.delete().where(*_OWN)),
    change(interest.delete().where(interest.c.person == bindparam("whose"))),
)


class Kept(Struct, frozen=True):
    """Everything kept of one person: interests that stand, and signals in their order."""

    interests: tuple[Interest, ...]
    signals: tuple[Signal, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    said, did = await interests_of(tx, person), await tx.all(_SIGNALS, whose=person)
    return Kept(tuple(said), tuple(did))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget `person`, in the log and in every engine; their notes are retired by `notes`.

    What they did for a note stays in that note's sums until the log is folded anew.
    """
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    await record(tx, person, "erased")
