"""The row in which it stands how often somebody looked, and that something changed for them."""

from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.notices._tables import looks
from serai.store import Write, change, insert, statement

_STIR = change(
    insert(looks)
    .values(person=bindparam("whose"), look=0, stirred_at=bindparam("now"))
    .on_conflict_do_update(index_elements=[looks.c.person], set_={"stirred_at": bindparam("now")})
)
_LOOK = statement(select(looks.c.look).where(looks.c.person == bindparam("whose")), int)


async def stir(tx: Write, person: PersonId) -> int:
    """What `person` should hear of changes; answers how often they looked.

    Until the transaction ends nobody else changes it, so that two deeds of one moment are gathered.
    """
    await tx.run(_STIR, whose=person, now=tx.now)
    return await tx.one(_LOOK, whose=person) or 0
