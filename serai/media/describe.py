"""Describe a picture for those who do not see it."""

from sqlalchemy import bindparam

from serai.kernel import PersonId, PictureId, Refusal, clean
from serai.media._tables import picture
from serai.media.limits import PictureLimits
from serai.store import Write, change

_DESCRIBE = change(
    picture.update()
    .where(
        picture.c.id == bindparam("which"),
        picture.c.owner == bindparam("whose"),
        picture.c.discarded_at.is_(None),
    )
    .values(alt=bindparam("words"))
)


async def describe(
    tx: Write,
    owner: PersonId,
    which: PictureId,
    alt: str,
    limits: PictureLimits = PictureLimits(),  # noqa: B008 - frozen
) -> None:
    """Set the alt text; raises `Refusal` media.alt_too_long, media.not_found (or not theirs)."""
    words = clean(alt, limit=limits.alt, code="media.alt_too_long")
    if not await tx.run(_DESCRIBE, which=which, whose=owner, words=words):
        raise Refusal("media.not_found")
