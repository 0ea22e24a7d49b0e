"""Join: from now on there is a person of this handle."""

from msgspec import Struct
from sqlalchemy import bindparam

from serai.accounts._tables import person
from serai.accounts.person import Person
from serai.accounts.rules import clean_handle, clean_languages, clean_locale, clean_name
from serai.events import PersonJoined
from serai.jobs import announce
from serai.kernel import PersonId, Refusal
from serai.store import Write, change, insert


class Newcomer(Struct, frozen=True):
    """Who wants in; without a password they hold a passkey, or an operator lets them in."""

    handle: str
    name: str
    languages: tuple[str, ...] = ()
    locale: str | None = None
    password_hash: str | None = None


_KEEP = change(
    insert(person)
    .values(
        id=bindparam("id"),
        handle=bindparam("handle"),
        name=bindparam("name"),
        bio="",
        languages=bindparam("languages"),
        locale=bindparam("locale"),
        password=bindparam("password"),
        joined_at=bindparam("joined_at"),
    )
    .on_conflict_do_nothing()
)


async def join(tx: Write, newcomer: Newcomer) -> Person:
    """Make the account; a display name left empty becomes the handle.

    Raises `Refusal` account.handle_taken and those of the rules for a profile.
    """
    handle = clean_handle(newcomer.handle)
    made = Person(
        id=tx.mint(PersonId),
        handle=handle,
        name=clean_name(newcomer.name.strip() or handle),
        bio="",
        languages=clean_languages(newcomer.languages),
        avatar=None,
        locale=clean_locale(newcomer.locale),
        joined_at=tx.now,
    )
    kept = await tx.run(
        _KEEP,
        id=made.id,
        handle=made.handle,
        name=made.name,
        languages=made.languages,
        locale=made.locale,
        password=newcomer.password_hash,
        joined_at=made.joined_at,
    )
    if not kept:
        raise Refusal("account.handle_taken", handle=handle)
    await announce(tx, PersonJoined(person=made.id))
    return made
