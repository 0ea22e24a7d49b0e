"""What one person looked for, for their own eyes: kept, cleared, or kept no longer."""

from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.kernel import PersonId
from serai.search._tables import history, history_off
from serai.store import IdColumn, Read, Write, change, insert, statement

KEPT: Final = 50
"""The latest that are kept."""

_WHOSE: Final = bindparam("whose", type_=IdColumn(PersonId))
_KEEP = change(
    insert(history)
    .values(person=bindparam("who"), typed=bindparam("said"), at=bindparam("now"))
    .on_conflict_do_update(
        index_elements=[history.c.person, history.c.typed], set_={"at": bindparam("now")}
    )
)
_latest = (
    select(history.c.typed)
    .where(history.c.person == _WHOSE)
    .order_by(history.c.at.desc(), history.c.typed)
    .limit(KEPT)
)
_TRIM = change(history.delete().where(history.c.person == _WHOSE, history.c.typed.not_in(_latest)))
_FORGET = change(
    history.delete().where(history.c.person == _WHOSE, history.c.typed == bindparam("said"))
)
_CLEAR = change(history.delete().where(history.c.person == _WHOSE))
_OFF = change(
    insert(history_off)
    .values(person=bindparam("who"), at=bindparam("now"))
    .on_conflict_do_nothing()
)
_ON = change(history_off.delete().where(history_off.c.person == _WHOSE))
_IS_OFF = statement(select(history_off.c.at).where(history_off.c.person == _WHOSE), int)


class Search(Struct, frozen=True):
    """Words that somebody looked for, and when last (epoch microseconds)."""

    typed: str
    at: int


_ALL = statement(
    select(history.c.typed, history.c.at)
    .where(history.c.person == _WHOSE)
    .order_by(history.c.at.desc(), history.c.typed),
    Search,
)


class History(Struct, frozen=True):
    """What somebody looked for, the latest first, and whether more is kept from now on."""

    searches: tuple[Search, ...]
    kept: bool


async def remember_search(tx: Write, person: PersonId, typed: str) -> None:
    """Keep `typed` as the latest, unless they wish no history."""
    if not typed or await tx.one(_IS_OFF, whose=person) is not None:
        return
    await tx.run(_KEEP, who=person, said=typed, now=tx.now)
    await tx.run(_TRIM, whose=person)


async def history_of(tx: Read, person: PersonId) -> History:
    """What `person` looked for."""
    searches = tuple(await tx.all(_ALL, whose=person))
    return History(searches, await tx.one(_IS_OFF, whose=person) is None)


async def forget_search(tx: Write, person: PersonId, typed: str) -> None:
    """Forget that `person` looked for `typed`."""
    await tx.run(_FORGET, whose=person, said=typed)


async def clear_history(tx: Write, person: PersonId) -> None:
    """Forget everything that `person` looked for."""
    await tx.run(_CLEAR, whose=person)


async def keep_history(tx: Write, person: PersonId, *, on: bool) -> None:
    """Keep a history from now on, or none; what there is stays until it is cleared."""
    if on:
        await tx.run(_ON, whose=person)
    else:
        await tx.run(_OFF, who=person, now=tx.now)


async def export(tx: Read, person: PersonId) -> History:
    """What is kept of `person`."""
    return await history_of(tx, person)
