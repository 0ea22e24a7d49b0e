"""A person, as everybody may see them."""

from msgspec import Struct

from serai.accounts._tables import person
from serai.kernel import PersonId, PictureId


class Person(Struct, frozen=True):
    """Somebody with an account; `joined_at` in epoch microseconds, UTC."""

    id: PersonId
    handle: str
    name: str
    bio: str
    languages: tuple[str, ...]
    avatar: PictureId | None
    locale: str | None
    joined_at: int


COLUMNS = (
    person.c.id,
    person.c.handle,
    person.c.name,
    person.c.bio,
    person.c.languages,
    person.c.avatar,
    person.c.locale,
    person.c.joined_at,
)
"""What a statement selects, in this order, to become a `Person`."""
