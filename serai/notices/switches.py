"""Switch a kind of notices off and on again."""

from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.notices._tables import off
from serai.notices.notice import Kind
from serai.store import Read, Write, change, insert, statement

_OFF = statement(select(off.c.kind).where(off.c.person == bindparam("whose")), str)
_SWITCH_OFF = change(
    insert(off)
    .values(person=bindparam("whose"), kind=bindparam("which"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_SWITCH_ON = change(
    off.delete().where(off.c.person == bindparam("whose"), off.c.kind == bindparam("which"))
)


async def switched_off(tx: Read, person: PersonId) -> frozenset[str]:
    """The kinds that `person` does not wish to hear of."""
    return frozenset(await tx.all(_OFF, whose=person))


async def switch(tx: Write, person: PersonId, kind: Kind, *, on: bool) -> None:
    """From now on `person` hears of `kind`, or not; what was told stays."""
    if on:
        await tx.run(_SWITCH_ON, whose=person, which=kind)
    else:
        await tx.run(_SWITCH_OFF, whose=person, which=kind, now=tx.now)
