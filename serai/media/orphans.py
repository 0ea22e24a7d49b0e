"""Orphans: files that were cut for a picture which then came to nothing; a day later they go."""

from datetime import timedelta
from typing import Final

from serai.jobs import Chore
from serai.kernel import micros
from serai.media.blobs import SHELVES, Blobs
from serai.media.discard import delete_unkept
from serai.store import Database

PATIENCE: Final = micros(timedelta(days=1))
TURN: Final = micros(timedelta(minutes=10))
"""How long it is one shelf's turn: all of them have had theirs in less than two days."""


def orphan_chore(blobs: Blobs) -> Chore:
    """Deletes what no picture has of the shelf whose turn it is; called once in a `TURN`."""

    async def delete_orphans(database: Database) -> None:
        now = database.clock.now()
        old = await blobs.old(now // TURN % SHELVES, now - PATIENCE)
        if old:
            await delete_unkept(database, blobs, old)

    return delete_orphans
