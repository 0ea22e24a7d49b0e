"""Erase what is kept of a person, and hand it out to them first."""

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import NoteId, PersonId
from serai.recommend._tables import avoided, claim, interest, own_post, signal
from serai.recommend._tables import hush as hushes
from serai.recommend._tables import wish as wish_table
from serai.recommend.avoided import Avoided, avoided_of
from serai.recommend.hush import Hush, hushes_of
from serai.recommend.interests import Interest, interests_of
from serai.recommend.offer import retire
from serai.recommend.own_posts import MOST_KEPT, OwnPost, own_posts
from serai.recommend.signals import Signal, record
from serai.recommend.wish import wishes_of
from serai.recommend.wishes import Wishes
from serai.store import Read, Write, among, change, statement

_OWN = (signal.c.person == bindparam("whose"), signal.c.candidate.is_(None))
_SIGNALS = statement(
    select(*(signal.c[name] for name in Signal.__struct_fields__))
    .where(*_OWN)
    .order_by(signal.c.seq),
    Signal,
)
# What stands in the log of their notes, by whomever; that a note is retired names nobody.
_OFFERED = select(signal.c.note).where(
    signal.c.person == bindparam("whose"), signal.c.candidate.is_not(None)
)
_NOTES = statement(_OFFERED.distinct(), NoteId)
_OF_NOTES = change(signal.delete().where(among(signal.c.note, "notes"), signal.c.kind != "retired"))
_OF_THEM = change(signal.delete().where(signal.c.outside == bindparam("named")))
_FORGET = (
    change(signal.delete().where(*_OWN, signal.c.kind != "erased")),
    *(
        change(table.delete().where(table.c.person == bindparam("whose")))
        for table in (interest, own_post, claim, wish_table, avoided, hushes)
    ),
)
_FORGET_BY_OTHERS = change(
    avoided.delete().where(avoided.c.kind == "author", avoided.c.what == bindparam("named"))
)


class Kept(Struct, frozen=True):
    """Everything kept of one person: interests, wishes, hushes, old posts, and signals in order."""

    interests: tuple[Interest, ...]
    signals: tuple[Signal, ...]
    posts: tuple[OwnPost, ...]
    wishes: Wishes
    avoided: Avoided
    hushed: tuple[Hush, ...]


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    said, did = await interests_of(tx, person), await tx.all(_SIGNALS, whose=person)
    return Kept(
        tuple(said),
        tuple(did),
        tuple(await own_posts(tx, person, 0, MOST_KEPT)),
        await wishes_of(tx, person),
        await avoided_of(tx, person),
        await hushes_of(tx, person),
    )


async def erase(tx: Write, person: PersonId) -> None:
    """Forget `person` and their notes, in the log and in every engine.

    What they did for others' notes stays in the sums of these until the log is folded anew.
    """
    notes = await tx.all(_NOTES, whose=person)
    for note in notes:
        await retire(tx, note)
    # First, as SQLite gives the number of a last row that is gone to the next one.
    await record(tx, person, "erased")
    for forget in _FORGET:
        await tx.run(forget, whose=person)
    await tx.run(_OF_NOTES, notes=notes)
    await tx.run(_OF_THEM, named=str(int(person)))
    await tx.run(_FORGET_BY_OTHERS, named=str(int(person)))
