"""Avoid an author: their notes stay out of one's own feed, and nobody is told; and undo it."""

from serai.kernel import PersonId, Refusal
from serai.recommend.avoided import begin_avoiding, end_avoiding
from serai.store import Write


async def avoid_author(tx: Write, person: PersonId, author: PersonId) -> bool:
    """`person` wishes to meet nothing by `author`; False where it was so already.

    Raises `Refusal` wish.yourself, wish.too_much.
    """
    if person == author:
        raise Refusal("wish.yourself")
    return await begin_avoiding(tx, person, "author", str(int(author)))


async def unavoid_author(tx: Write, person: PersonId, author: PersonId) -> bool:
    """`person` may meet `author` again; False where nothing stood against it."""
    return await end_avoiding(tx, person, "author", str(int(author)))
