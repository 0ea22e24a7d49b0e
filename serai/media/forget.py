"""Forget files that nothing has any more; every room that keeps addresses has a word in it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from serai.jobs import Work, enqueue
from serai.kernel import from_json, micros
from serai.media._tables import picture_blob
from serai.media.blobs import Blobs
from serai.store import Database, Read, Write, among, statement

FORGET_WORK: Final = "media.forget"
"""The name of the work that deletes files; its body is their addresses."""

SETTLED: Final = timedelta(minutes=30)
"""How long files stay where nobody has them and nobody is served them. A file is put before the
transaction that says whose it is: what was put this long ago and is nobody's will stay nobody's.
Whoever tries several frames comes back to one of them, and its files must not go meanwhile."""

Kept = Callable[[Read, list[str]], Awaitable[set[str]]]
"""Which of these addresses a room still needs."""

_IN_PICTURES = statement(
    select(picture_blob.c.address).where(among(picture_blob.c.address, "addresses")).distinct(), str
)


async def let_go(tx: Write, addresses: Sequence[str]) -> None:
    """Have those files deleted when they have settled, but for those that somebody has then."""
    if addresses:
        await enqueue(tx, FORGET_WORK, list(addresses), wait=SETTLED)


def forget_work(blobs: Blobs, *others: Kept) -> Work:
    """The work behind `FORGET_WORK`; `others` keep files beside the pictures."""

    async def forget(database: Database, body: bytes) -> None:
        await delete_unkept(database, blobs, from_json(body, list[str]), others)

    return forget


async def delete_unkept(
    database: Database, blobs: Blobs, addresses: list[str], others: Sequence[Kept] = ()
) -> None:
    """Delete the files at those of `addresses` that nobody has.

    Those put a moment ago are left: their transaction may not have ended. Where it comes to
    nothing, the chore for orphans meets them a day later.
    """
    settled = database.clock.now() - micros(SETTLED)
    async with database.read() as look:
        kept = await _in_pictures(look, addresses)
        for needs in others:
            kept |= await needs(look, addresses)
    for address in addresses:
        if address not in kept:
            await blobs.delete(address, put_by=settled)


async def _in_pictures(tx: Read, addresses: list[str]) -> set[str]:
    return set(await tx.all(_IN_PICTURES, addresses=addresses))
