"""Find people by what is known of them: ids or handles."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from serai.accounts._tables import person
from serai.accounts.person import COLUMNS, Person
from serai.accounts.rules import bare_handle, is_handle
from serai.kernel import PersonId
from serai.store import Read, among, statement

_HERE = select(*COLUMNS).where(person.c.left_at.is_(None))
_BY_IDS = statement(_HERE.where(among(person.c.id, "ids")), Person)
_BY_HANDLE = statement(_HERE.where(person.c.handle == bindparam("handle")), Person)
_BY_HANDLES = statement(_HERE.where(among(person.c.handle, "handles")), Person)


async def people(tx: Read, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """Those of `ids` who exist and have not left, in one question."""
    asked = sorted(set(ids))
    return {one.id: one for one in await tx.all(_BY_IDS, ids=asked)} if asked else {}


async def find(tx: Read, handle: str) -> Person | None:
    """Whoever has `handle`, written with or without its @ and in any case."""
    bare = bare_handle(handle)
    if not is_handle(bare):
        return None
    return await tx.one(_BY_HANDLE, handle=bare)


async def find_many(tx: Read, handles: Iterable[str]) -> dict[str, Person]:
    """Those of `handles` who exist, by the handle as stored."""
    asked = sorted({bare for handle in handles if is_handle(bare := bare_handle(handle))})
    return {one.handle: one for one in await tx.all(_BY_HANDLES, handles=asked)} if asked else {}
