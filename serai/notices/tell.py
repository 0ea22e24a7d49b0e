"""Tell somebody of a deed, gathered with what waits for them, and take it back."""

from typing import Any

from sqlalchemy import bindparam, select

from serai.kernel import NoticeId, PersonId
from serai.notices._stir import stir
from serai.notices._tables import deed as deeds
from serai.notices._tables import notice
from serai.notices.may_hear import may_hear
from serai.notices.notice import Deed
from serai.store import Write, change, insert, statement

_KEY = (
    deeds.c.person == bindparam("whose"),
    deeds.c.kind == bindparam("which"),
    deeds.c.about == bindparam("note"),
    deeds.c.actor == bindparam("who"),
    deeds.c.thing == bindparam("what"),
)
_TOLD = statement(select(deeds.c.notice).where(*_KEY), NoticeId)
_STAMP = change(deeds.update().where(*_KEY).values(undone_at=bindparam("undone")))
_GATHER = change(
    insert(notice)
    .values(
        id=bindparam("id"),
        person=bindparam("whose"),
        kind=bindparam("which"),
        about=bindparam("note"),
        look=bindparam("looked"),
        at=bindparam("now"),
    )
    .on_conflict_do_update(
        index_elements=[notice.c.person, notice.c.look, notice.c.kind, notice.c.about],
        set_={"at": bindparam("now")},
    )
)
_GATHERED = statement(
    select(notice.c.id).where(
        notice.c.person == bindparam("whose"),
        notice.c.look == bindparam("looked"),
        notice.c.kind == bindparam("which"),
        notice.c.about == bindparam("note"),
    ),
    NoticeId,
)
_KEEP = change(
    deeds.insert().values(
        person=bindparam("whose"),
        kind=bindparam("which"),
        about=bindparam("note"),
        actor=bindparam("who"),
        thing=bindparam("what"),
        notice=bindparam("notice"),
        at=bindparam("now"),
    )
)
_BETWEEN = change(
    deeds.update()
    .where(
        deeds.c.person == bindparam("whose"),
        deeds.c.actor == bindparam("who"),
        deeds.c.undone_at.is_(None),
    )
    .values(undone_at=bindparam("undone"))
)


async def tell(tx: Write, deed: Deed) -> None:
    """`deed.person` hears of it, if they should; twice is once.

    A deed that was undone and done again comes back to its old place, and calls nobody anew.
    """
    if not await may_hear(tx, deed):
        return
    looked = await stir(tx, deed.person)
    key = _key(deed)
    if await tx.one(_TOLD, **key) is not None:
        await tx.run(_STAMP, **key, undone=None)
        return
    place = {"whose": key["whose"], "which": key["which"], "note": key["note"], "looked": looked}
    await tx.run(_GATHER, **place, id=tx.mint(NoticeId), now=tx.now)
    await tx.run(_KEEP, **key, notice=await tx.one(_GATHERED, **place), now=tx.now)


async def untell(tx: Write, deed: Deed) -> None:
    """It did not happen after all."""
    if await tx.run(_STAMP, **_key(deed), undone=tx.now):
        await stir(tx, deed.person)


async def settle(tx: Write, deed: Deed, *, stands: bool) -> None:
    """Tell of the deed or take it back, as it stands now."""
    await (tell if stands else untell)(tx, deed)


async def untell_all(tx: Write, person: PersonId, actor: PersonId) -> None:
    """Take everything back that `person` was told of `actor`."""
    if await tx.run(_BETWEEN, whose=person, who=actor, undone=tx.now):
        await stir(tx, person)


def _key(deed: Deed) -> dict[str, Any]:
    return {
        "whose": deed.person,
        "which": deed.kind,
        "note": int(deed.about or 0),
        "who": deed.actor,
        "what": deed.thing,
    }
