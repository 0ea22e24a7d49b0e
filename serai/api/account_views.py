"""People as programs see them."""

from msgspec import Struct

from serai.accounts import Person
from serai.kernel import PersonId, iso
from serai.media import pictures
from serai.store import Read


class PersonView(Struct, frozen=True):
    """A person; `avatar` is a path of this house, `joined_at` ISO 8601 in UTC.

    `private`: followers alone see their notes.
    """

    id: PersonId
    handle: str
    name: str
    bio: str
    languages: tuple[str, ...]
    avatar: str | None
    joined_at: str
    private: bool = False


async def person_view(tx: Read, person: Person) -> PersonView:
    """The view of one person."""
    return PersonView(
        id=person.id,
        handle=person.handle,
        name=person.name,
        bio=person.bio,
        languages=person.languages,
        avatar=await _avatar(tx, person),
        joined_at=iso(person.joined_at),
        private=person.private_at is not None,
    )


async def _avatar(tx: Read, person: Person) -> str | None:
    if person.avatar is None:
        return None
    found = (await pictures(tx, [person.avatar])).get(person.avatar)
    cuts = [cut for cut in found.variants if cut.format != "avif"] if found else []
    return f"/media/{min(cuts, key=lambda cut: cut.width).address}" if cuts else None
