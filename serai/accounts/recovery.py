"""Recovery codes: ten words of luck for the day a key is lost; shown once, each good once."""

import secrets
from hashlib import sha256
from typing import Final

from sqlalchemy import bindparam, select

from serai.accounts._tables import person as people_table
from serai.accounts._tables import recovery_code
from serai.accounts.leave import MAY_ENTER, grace
from serai.accounts.person import COLUMNS, Person
from serai.accounts.rules import bare_handle, is_handle
from serai.kernel import PersonId, Refusal
from serai.store import Write, change, statement

CODES: Final = 10
GROUPS: Final = 4
# Crockford's alphabet, 5 bits a letter: 16 letters are 80 bits, beyond any guessing.
_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ALIKE: Final = str.maketrans("oil", "011")

_WHOSE = statement(
    select(*COLUMNS).where(people_table.c.handle == bindparam("handle"), MAY_ENTER), Person
)
_FORGET = change(recovery_code.delete().where(recovery_code.c.person == bindparam("person")))
_KEEP = change(
    recovery_code.insert().values(
        person=bindparam("person"), code=bindparam("code"), made_at=bindparam("now")
    )
)
_USE = change(
    recovery_code.update()
    .where(
        recovery_code.c.person == bindparam("whose"),
        recovery_code.c.code == bindparam("which"),
        recovery_code.c.used_at.is_(None),
    )
    .values(used_at=bindparam("now"))
)


async def make_recovery_codes(tx: Write, person: PersonId) -> list[str]:
    """Ten new codes, the only time they can be read; the old ones no longer work."""
    codes = [_code() for _ in range(CODES)]
    await tx.run(_FORGET, person=person)
    rows = [{"person": person, "code": _hashed(person, code), "now": tx.now} for code in codes]
    await tx.many(_KEEP, rows)
    return codes


async def use_recovery_code(tx: Write, handle: str, code: str) -> Person:
    """Whose code it is, also where they left; it is spent.

    Raises account.recovery_failed for every mismatch alike.
    """
    bare = bare_handle(handle)
    if not is_handle(bare):
        raise Refusal("account.recovery_failed")
    person = await tx.one(_WHOSE, handle=bare, grace=grace(tx.now))
    if person is None or not await tx.run(
        _USE, whose=person.id, which=_hashed(person.id, code), now=tx.now
    ):
        raise Refusal("account.recovery_failed")
    return person


def _code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(4 * GROUPS))
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _hashed(person: PersonId, code: str) -> bytes:
    plain = "".join(letter for letter in code[:200].lower() if letter.isalnum())
    return sha256(f"{int(person)}/{plain.translate(_ALIKE)}".encode()).digest()
