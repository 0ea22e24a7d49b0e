"""The keys of a person: a password, passkeys, recovery codes left; the last is not given up."""

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from serai.accounts._tables import passkey, person, recovery_code
from serai.kernel import PasskeyId, PersonId, Refusal
from serai.store import Read, Write, change, statement


class Passkey(Struct, frozen=True):
    """One passkey, as its holder sees it; times in epoch microseconds, UTC."""

    id: PasskeyId
    label: str
    made_at: int
    used_at: int | None


class Keys(Struct, frozen=True):
    """Every way in that a person has."""

    password: bool
    passkeys: tuple[Passkey, ...]
    codes: int


_PASSKEYS = statement(
    select(passkey.c.id, passkey.c.label, passkey.c.made_at, passkey.c.used_at)
    .where(passkey.c.person == bindparam("person"))
    .order_by(passkey.c.id),
    Passkey,
)
_PASSWORD = statement(
    select(person.c.password.is_not(None)).where(person.c.id == bindparam("person")), bool
)
_CODES = statement(
    select(func.count()).where(
        recovery_code.c.person == bindparam("person"), recovery_code.c.used_at.is_(None)
    ),
    int,
)
_SET = change(
    person.update().where(person.c.id == bindparam("which")).values(password=bindparam("hashed"))
)
_DROP = change(
    passkey.delete().where(
        passkey.c.id == bindparam("which"), passkey.c.person == bindparam("person")
    )
)
# Whoever gives up a key holds this row, so that two at once cannot give up the last two.
_HOLD = statement(
    select(person.c.id).where(person.c.id == bindparam("person")).with_for_update(), PersonId
)


async def keys_of(tx: Read, person: PersonId) -> Keys:
    """What opens the account of `person`."""
    password = await tx.one(_PASSWORD, person=person)
    return Keys(
        password=password or False,
        passkeys=tuple(await tx.all(_PASSKEYS, person=person)),
        codes=await tx.one(_CODES, person=person) or 0,
    )


async def set_password(tx: Write, person: PersonId, hashed: str) -> None:
    """From now on the password is the one that made `hashed` (see `hash_password`)."""
    await tx.run(_SET, which=person, hashed=hashed)


async def drop_password(tx: Write, person: PersonId) -> None:
    """Sign in by passkey alone; raises account.last_key where there is none."""
    await tx.one(_HOLD, person=person)
    if not (await keys_of(tx, person)).passkeys:
        raise Refusal("account.last_key")
    await tx.run(_SET, which=person, hashed=None)


async def drop_passkey(tx: Write, person: PersonId, which: PasskeyId) -> None:
    """Give up one passkey; raises account.last_key where nothing else would open the account."""
    await tx.one(_HOLD, person=person)
    keys = await keys_of(tx, person)
    if not keys.password and not any(one.id != which for one in keys.passkeys):
        raise Refusal("account.last_key")
    await tx.run(_DROP, which=which, person=person)
