"""Sign in with a password, or with a link that an operator made."""

from datetime import timedelta
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, select

from serai.accounts import _challenge
from serai.accounts._tables import person
from serai.accounts._tries import Tries
from serai.accounts.find import people
from serai.accounts.leave import MAY_ENTER, grace
from serai.accounts.password import verify_password
from serai.accounts.person import COLUMNS, Person
from serai.accounts.rules import bare_handle, is_handle
from serai.kernel import PersonId, Refusal
from serai.store import Database, Read, Write, statement

_LINK: Final = "link"
_LINK_LIFE: Final = timedelta(hours=1)
# Verified where nobody or no password is found, so that the answer takes as long as any other.
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$c2VyYWkgb24gdGhlIHJvYWQ$"
    "q3+0Yb5cGqVbDyo0cT3l1VqB6fI3G0p4r8W1m0mJ4xk"
)
_TRIES: Final[WeakKeyDictionary[Database, Tries]] = WeakKeyDictionary()
_LOCKED = statement(
    select(*COLUMNS, person.c.password).where(person.c.handle == bindparam("handle"), MAY_ENTER),
    lambda *row: (Person(*row[:-1]), row[-1]),
)


async def sign_in_with_password(database: Database, handle: str, password: str) -> Person:
    """Whose handle and password these are; opens its own short reading.

    Somebody who left (`left_at`) is not in by it: they are asked whether they come back.

    Raises `Refusal` account.sign_in_failed for every mismatch alike, account.too_many_tries after
    ten wrong passwords for one handle, account.busy when many wait.
    """
    whose = bare_handle(handle)
    if not is_handle(whose):
        whose = ""  # nobody is called so; the answer takes its time all the same
    tries = _TRIES.setdefault(database, Tries())
    tries.spend(whose, database.clock.now())
    async with database.read() as tx:
        found = await tx.one(_LOCKED, handle=whose, grace=grace(tx.now))
    somebody, kept = found or (None, None)
    fits = await verify_password(kept or _NOBODY, password)
    if somebody is None or kept is None or not fits:
        raise Refusal("account.sign_in_failed")
    tries.forgive(whose)
    return somebody


async def make_link(tx: Write, who: PersonId, life: timedelta = _LINK_LIFE) -> str:
    """A ticket that signs `who` in once, for an operator to hand over."""
    return await _challenge.put(tx, _LINK, str(int(who)).encode(), life)


async def whose_link(tx: Read, ticket: str) -> Person:
    """Whom the link would sign in; it stays good. Raises account.link_over."""
    return await _person(tx, await _challenge.look(tx, _LINK, ticket))


async def sign_in_with_link(tx: Write, ticket: str) -> Person:
    """Whom the link signs in, once. Raises account.link_over."""
    return await _person(tx, await _challenge.take(tx, _LINK, ticket))


async def _person(tx: Read, number: bytes | None) -> Person:
    which = PersonId(int(number)) if number else PersonId(0)
    found = (await people(tx, [which])).get(which)
    if found is None:
        raise Refusal("account.link_over")
    return found
