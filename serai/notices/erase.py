"""Erase what a person was told and what others were told of them, and hand it out first."""

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.notes import notes_of
from serai.notices._tables import deed, looks, notice, off
from serai.notices.notice import Kind
from serai.notices.switches import switched_off
from serai.store import IdColumn, Read, Write, change, statement

_NOTES_OF = notes_of(bindparam("whose", type_=IdColumn(PersonId)))
_MINE = (
    change(deed.delete().where(deed.c.about.in_(_NOTES_OF))),
    change(notice.delete().where(notice.c.about.in_(_NOTES_OF))),
    change(deed.delete().where(deed.c.person == bindparam("whose"))),
    change(deed.delete().where(deed.c.actor == bindparam("whose"))),
    *(
        change(table.delete().where(table.c.person == bindparam("whose")))
        for table in (notice, looks, off)
    ),
)


class Told(Struct, frozen=True):
    """That somebody (`actor`) did something to a note or draft (`about`, 0: to none).

    `at` in epoch microseconds.
    """

    kind: Kind
    about: int
    actor: PersonId
    thing: int
    at: int


class Kept(Struct, frozen=True):
    """What is kept of one person: what they were told, when they looked, what they switched off."""

    told: tuple[Told, ...]
    looked_at: int | None
    off: tuple[str, ...]


_TOLD = statement(
    select(*(deed.c[name] for name in Told.__struct_fields__))
    .where(deed.c.person == bindparam("whose"), deed.c.undone_at.is_(None))
    .order_by(deed.c.at, deed.c.thing),
    Told,
)
_LOOKED = statement(select(looks.c.at).where(looks.c.person == bindparam("whose")), lambda at: at)


async def export(tx: Read, person: PersonId) -> Kept:
    """What is kept of `person`."""
    told = await tx.all(_TOLD, whose=person)
    looked = await tx.one(_LOOKED, whose=person)
    return Kept(tuple(told), looked, tuple(sorted(await switched_off(tx, person))))


async def erase(tx: Write, person: PersonId) -> None:
    """Forget what `person` was told, and that anybody was told of them."""
    for forget in _MINE:
        await tx.run(forget, whose=person)
