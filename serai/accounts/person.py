"""A person, as everybody may see them."""

from msgspec import Struct

from serai.accounts._tables import person
from serai.kernel import PersonId, PictureId


class Person(Struct, frozen=True):
    """Somebody with an account; moments in epoch microseconds, UTC.

    `private_at`: since when followers alone see their notes. `left_at` is set only where somebody
    who left has just shown a key of theirs. `translates_at`: since when they want what is in no
    language of theirs translated without being asked.
    """

    id: PersonId
    handle: str
    name: str
    bio: str
    languages: tuple[str, ...]
    avatar: PictureId | None
    locale: str | None
    joined_at: int
    private_at: int | None = None
    left_at: int | None = None
    translates_at: int | None = None


COLUMNS = (
    person.c.id,
    person.c.handle,
    person.c.name,
    person.c.bio,
    person.c.languages,
    person.c.avatar,
    person.c.locale,
    person.c.joined_at,
    person.c.private_at,
    person.c.left_at,
    person.c.translates_at,
)
"""What a statement selects, in this order, to become a `Person`."""
