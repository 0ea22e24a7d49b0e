"""Add smaller files to a picture, later and in the background: AVIF beside each WebP."""

from typing import Final

from sqlalchemy import bindparam, select

from serai.events import PictureReceived
from serai.jobs import Graph, State, Work, begin, work_of
from serai.kernel import PictureId, from_json
from serai.media._tables import picture, picture_blob
from serai.media.blobs import Blobs
from serai.media.darkroom import Darkroom
from serai.media.developed import SUFFIX
from serai.media.picture import Picture, Variant
from serai.media.read import pictures
from serai.store import Database, Write, change, insert, statement

SLIM_WORK: Final = "media.slim"
"""The name of the work for a picture that was cut anew; its body is the picture's id."""

_VARIANTS = statement(
    select(picture.c.variants)
    .where(picture.c.id == bindparam("which"), picture.c.discarded_at.is_(None))
    .with_for_update(),
    tuple,
)
_SET = change(
    picture.update()
    .where(picture.c.id == bindparam("which"))
    .values(variants=bindparam("all_of_them"))
)
_KEEP_BLOB = change(
    insert(picture_blob)
    .values(address=bindparam("address"), picture=bindparam("picture"))
    .on_conflict_do_nothing()
)


class Slimming(Graph):
    """A picture on its way from the files made at once to the smaller ones beside them."""

    heavy = State(then=("slim",), first=True)
    slim = State()


async def on_picture_received(tx: Write, event: PictureReceived) -> None:
    """Send a new picture on its way."""
    await begin(tx, Slimming, event.picture)


def slimming(darkroom: Darkroom, blobs: Blobs) -> dict[str, Work]:
    """The work of `Slimming` and of `SLIM_WORK`; a step done twice adds nothing twice."""

    async def slim(database: Database, which: PictureId) -> None:
        async with database.read() as look:
            found = (await pictures(look, [which])).get(which)
        if found is not None:
            made = [(one, await _recoded(darkroom, blobs, one)) for one in _lacking(found)]
            async with database.write() as tx:
                await _add(tx, which, [(one, smaller) for one, smaller in made if smaller])

    async def step(database: Database, subject: int) -> str:
        await slim(database, PictureId(subject))
        return "slim"

    async def anew(database: Database, body: bytes) -> None:
        await slim(database, from_json(body, PictureId))

    return {**work_of(Slimming, {"heavy": step}), SLIM_WORK: anew}


def _lacking(found: Picture) -> list[Variant]:
    """Each WebP of a photo that has no AVIF yet; covers are small and exact as they are."""
    if found.kind == "cover":
        return []
    have = {(v.use, v.width) for v in found.variants if v.format == "avif"}
    return [v for v in found.variants if v.format == "webp" and (v.use, v.width) not in have]


async def _recoded(darkroom: Darkroom, blobs: Blobs, one: Variant) -> Variant | None:
    """The same cut as AVIF; None where its file is gone or AVIF would be no smaller."""
    data = await blobs.get(one.address)
    if data is None:
        return None
    smaller = await darkroom.recode(data, "avif")
    if len(smaller) >= len(data):
        return None
    address = await blobs.put(smaller, SUFFIX["avif"])
    return Variant(one.use, "avif", one.width, one.height, address)


async def _add(tx: Write, which: PictureId, made: list[tuple[Variant, Variant]]) -> None:
    """Put each AVIF beside the WebP it was made from, unless that was cut anew meanwhile."""
    variants = await tx.one(_VARIANTS, which=which)
    if variants is None:
        return
    new = [smaller for one, smaller in made if one in variants and smaller not in variants]
    if not new:
        return
    await tx.run(_SET, which=which, all_of_them=(*variants, *new))
    for address in sorted({v.address for v in new}):
        await tx.run(_KEEP_BLOB, address=address, picture=which)
