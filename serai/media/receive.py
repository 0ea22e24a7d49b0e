"""Receive a prepared picture: from here on it is somebody's."""

from typing import Final

from sqlalchemy import bindparam, func, select

from serai.events import PictureReceived
from serai.jobs import announce
from serai.kernel import PersonId, PictureId, Refusal, clean
from serai.media._tables import picture, picture_blob
from serai.media.limits import PictureLimits
from serai.media.picture import Picture
from serai.media.prepare import Prepared
from serai.media.tidy import tidy_later
from serai.store import Write, change, statement

DAY: Final = 86_400_000_000

_KEEP = change(
    picture.insert().values(
        id=bindparam("id"),
        owner=bindparam("owner"),
        kind=bindparam("kind"),
        width=bindparam("width"),
        height=bindparam("height"),
        placeholder=bindparam("placeholder"),
        alt=bindparam("alt"),
        variants=bindparam("variants"),
        received_at=bindparam("at"),
    )
)
_KEEP_BLOB = change(
    picture_blob.insert().values(address=bindparam("address"), picture=bindparam("picture"))
)
_TODAY = statement(
    select(func.count())
    .select_from(picture)
    .where(picture.c.owner == bindparam("owner"), picture.c.received_at > bindparam("since")),
    int,
)


async def receive(
    tx: Write,
    owner: PersonId,
    prepared: Prepared,
    alt: str = "",
    limits: PictureLimits = PictureLimits(),  # noqa: B008 - frozen
) -> Picture:
    """Keep `prepared` as `owner`'s picture, described by `alt`; AVIF follows in a job.

    Raises `Refusal` media.alt_too_long, and media.too_many_today above `limits.a_day`.
    """
    described = clean(alt, limit=limits.alt, code="media.alt_too_long")
    if (await tx.one(_TODAY, owner=owner, since=tx.now - DAY) or 0) >= limits.a_day:
        raise Refusal("media.too_many_today", limit=limits.a_day)
    kept = Picture(
        id=tx.mint(PictureId),
        owner=owner,
        kind=prepared.kind,
        width=prepared.width,
        height=prepared.height,
        placeholder=prepared.placeholder,
        alt=described,
        variants=prepared.variants,
        received_at=tx.now,
    )
    await _write(tx, kept)
    await announce(tx, PictureReceived(picture=kept.id))
    await tidy_later(tx, kept.id)
    return kept


async def _write(tx: Write, kept: Picture) -> None:
    await tx.run(
        _KEEP,
        id=kept.id,
        owner=kept.owner,
        kind=kept.kind,
        width=kept.width,
        height=kept.height,
        placeholder=kept.placeholder,
        alt=kept.alt,
        variants=kept.variants,
        at=kept.received_at,
    )
    addresses = {variant.address for variant in kept.variants}
    rows = [{"address": address, "picture": kept.id} for address in sorted(addresses)]
    await tx.many(_KEEP_BLOB, rows)
