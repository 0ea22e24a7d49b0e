"""Orphans: files that were made for something which then came to nothing; a day later they go."""

from datetime import timedelta
from typing import Final

from serai.jobs import Chore
from serai.kernel import micros
from serai.media.blobs import SHELVES, Blobs
from serai.media.forget import Kept, delete_unkept
from serai.store import Database

PATIENCE: Final = micros(timedelta(days=1))
TURN: Final = micros(timedelta(minutes=10))
"""How long it is one shelf's turn: all of them have had theirs in less than two days."""


def orphan_chore(blobs: Blobs, *others: Kept) -> Chore:
    """Deletes what nobody has of the shelf whose turn it is; called once in a `TURN`.

    `others` keep files beside the pictures.
    """

    async def delete_orphans(database: Database) -> None:
        now = database.clock.now()
        old = await blobs.old(now // TURN % SHELVES, now - PATIENCE)
        if old:
            await delete_unkept(database, blobs, old, others)

    return delete_orphans
