"""Posts that stood in somebody's own archive, and which note each of them became."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from sqlalchemy import and_, bindparam, func, select

from serai.kernel import NoteId, PersonId
from serai.recommend._tables import claim, own_post
from serai.store import Read, Write, change, insert, statement

MOST_KEPT: Final = 5_000
"""Own posts of one person, however many archives they bring."""


class OwnPost(Struct, frozen=True):
    """A post of another platform; `at` epoch microseconds (0 unknown), `outside` as in `Signal`."""

    outside: str
    at: int
    title: str
    note: NoteId | None = None
    """The note that it became, also where that note is withdrawn."""


_KEEP = change(
    insert(own_post)
    .values({name: bindparam(name) for name in ("person", "outside", "at", "title")})
    .on_conflict_do_nothing()
)
_COUNT = statement(
    select(func.count()).select_from(own_post).where(own_post.c.person == bindparam("whose")), int
)
_POSTS = (
    select(own_post.c.outside, own_post.c.at, own_post.c.title, claim.c.note)
    .join_from(
        own_post,
        claim,
        and_(claim.c.outside == own_post.c.outside, claim.c.person == own_post.c.person),
        isouter=True,
    )
    .where(own_post.c.person == bindparam("whose"))
    .order_by(own_post.c.at.desc(), own_post.c.outside.desc())
    .limit(bindparam("most"))
)
_ALL = statement(_POSTS.offset(bindparam("behind")), OwnPost)
_ANYBODYS = claim.alias()
_TAKEN = select(_ANYBODYS.c.outside).where(_ANYBODYS.c.outside == own_post.c.outside).exists()
_LEFT = statement(_POSTS.where(~_TAKEN), OwnPost)
_ORIGIN = statement(
    select(claim.c.outside, own_post.c.at, own_post.c.title, claim.c.note)
    .join_from(
        claim,
        own_post,
        and_(claim.c.outside == own_post.c.outside, claim.c.person == own_post.c.person),
    )
    .where(claim.c.note == bindparam("which")),
    OwnPost,
)


async def keep_own_posts(tx: Write, person: PersonId, posts: Iterable[OwnPost]) -> None:
    """Keep `posts` (the newest first) as `person`'s own; those kept before stay as they are."""
    room = MOST_KEPT - (await tx.one(_COUNT, whose=person) or 0)
    kept = list(posts)[: max(room, 0)]
    rows = [{"outside": one.outside, "at": one.at, "title": one.title} for one in kept]
    await tx.many(_KEEP, [{"person": person, **row} for row in rows])


async def own_posts(tx: Read, person: PersonId, behind: int, most: int) -> list[OwnPost]:
    """`most` of `person`'s own posts, newest first, behind so many."""
    return await tx.all(_ALL, whose=person, behind=behind, most=most)


async def posts_left(tx: Read, person: PersonId, most: int) -> list[OwnPost]:
    """The newest of `person`'s own posts that nobody has made a note of."""
    return await tx.all(_LEFT, whose=person, most=most)


async def origin_of(tx: Read, note: NoteId) -> OwnPost | None:
    """The post of another platform that `note` was before, if it was one."""
    return await tx.one(_ORIGIN, which=note)
