"""The profile: name, picture, words about oneself, languages."""

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam

from serai.accounts._tables import person as table
from serai.accounts.person import Person
from serai.accounts.rules import clean_bio, clean_languages, clean_locale, clean_name
from serai.events import ProfileChanged
from serai.jobs import announce
from serai.kernel import PersonId, PictureId
from serai.store import Write, change


class ProfileDraft(Struct, frozen=True):
    """A profile as it shall be, whole; `avatar` None is no picture.

    `translates`: other languages are translated at once; None leaves it as it is.
    """

    name: str
    bio: str = ""
    languages: tuple[str, ...] = ()
    avatar: PictureId | None = None
    translates: bool | None = None


_EDIT = change(
    table.update()
    .where(table.c.id == bindparam("which"))
    .values(
        name=bindparam("new_name"),
        bio=bindparam("new_bio"),
        languages=bindparam("new_languages"),
        avatar=bindparam("new_avatar"),
        translates_at=bindparam("new_translates_at"),
    )
)
_SPEAK = change(
    table.update().where(table.c.id == bindparam("which")).values(locale=bindparam("new_locale"))
)


async def edit_profile(tx: Write, person: Person, draft: ProfileDraft) -> Person:
    """Replace the profile; returns the person as they are now.

    Raises `Refusal` account.name_empty, account.name_too_long, account.bio_too_long,
    account.language_unknown or account.languages_too_many.
    """
    edited = replace(
        person,
        name=clean_name(draft.name),
        bio=clean_bio(draft.bio),
        languages=clean_languages(draft.languages),
        avatar=draft.avatar,
        translates_at=_since(tx, person, wanted=draft.translates),
    )
    await tx.run(
        _EDIT,
        which=person.id,
        new_name=edited.name,
        new_bio=edited.bio,
        new_languages=edited.languages,
        new_avatar=edited.avatar,
        new_translates_at=edited.translates_at,
    )
    await announce(tx, ProfileChanged(person=person.id))
    return edited


def _since(tx: Write, person: Person, *, wanted: bool | None) -> int | None:
    """The moment of a switch; one that stands as before keeps its own."""
    if wanted is None:
        return person.translates_at
    return (person.translates_at or tx.now) if wanted else None


async def set_locale(tx: Write, person: PersonId, locale: str | None) -> None:
    """The language of the pages for `person`; raises account.locale_unknown."""
    await tx.run(_SPEAK, which=person, new_locale=clean_locale(locale))
