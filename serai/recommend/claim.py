"""Claim an old post: the note is what it became, and its old audience may find it."""

from sqlalchemy import bindparam, select

from serai.kernel import NoteId, PersonId, Refusal
from serai.recommend._tables import claim as claims
from serai.recommend._tables import own_post
from serai.recommend.signals import record
from serai.store import Write, change, insert, statement

_OWN = statement(
    select(own_post.c.outside).where(
        own_post.c.person == bindparam("whose"), own_post.c.outside == bindparam("outside")
    ),
    str,
)
_CLAIM = change(
    insert(claims)
    .values({name: bindparam(name) for name in ("outside", "note", "person", "at")})
    .on_conflict_do_nothing()
)
_OF_NOTE = statement(select(claims.c.outside).where(claims.c.note == bindparam("which")), str)
_RELEASE = change(claims.delete().where(claims.c.note == bindparam("which")))
_CLAIMED = statement(
    select(claims.c.note).where(
        claims.c.outside == bindparam("outside"), claims.c.person == bindparam("whose")
    ),
    NoteId,
)


async def claim(tx: Write, person: PersonId, note: NoteId, outside: str) -> None:
    """`note` of `person`'s is the post `outside` (as in `Signal`) come over; twice is once.

    It stays so while the note is withdrawn, so that an audience has one heir. Raises `Refusal`
    recommend.not_your_post where it did not stand in an archive of theirs, and
    recommend.already_claimed where it is another note already or the note was another post.
    """
    if not outside.isprintable() or await tx.one(_OWN, whose=person, outside=outside) is None:
        raise Refusal("recommend.not_your_post")
    if await tx.run(_CLAIM, outside=outside, note=note, person=person, at=tx.now):
        await record(tx, person, "claimed", note, outside=outside)
    elif await tx.one(_CLAIMED, outside=outside, whose=person) != note:
        raise Refusal("recommend.already_claimed")


async def release(tx: Write, note: NoteId) -> str | None:
    """`note` stands for its old post no more, so that another may; returns which it was, if any."""
    outside = await tx.one(_OF_NOTE, which=note)
    if outside is not None:
        await tx.run(_RELEASE, which=note)
    return outside
