"""Tidy up: a picture that was sent and then shown by nothing is discarded after a week."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from serai.jobs import Work, enqueue
from serai.kernel import PictureId, from_json
from serai.media.discard import discard
from serai.media.picture import Picture
from serai.media.read import pictures
from serai.store import Database, Read, Write

TIDY_WORK: Final = "media.tidy"
"""The name of the work; its body is the picture's id."""

PATIENCE: Final = timedelta(days=7)
"""How long somebody may take to finish the note a picture was sent for."""

InUse = Callable[[Read, Picture], Awaitable[bool]]
"""Whether anything shows the picture: this room cannot know, the rooms above it do."""


async def tidy_later(tx: Write, which: PictureId) -> None:
    """Discard the picture when a week is over, unless something shows it then."""
    await enqueue(tx, TIDY_WORK, which, wait=PATIENCE)


def tidy_work(in_use: InUse) -> Work:
    """The work behind `TIDY_WORK`."""

    async def tidy(database: Database, body: bytes) -> None:
        which = from_json(body, PictureId)
        async with database.write() as tx:
            picture = (await pictures(tx, [which])).get(which)
            if picture is not None and not await in_use(tx, picture):
                await discard(tx, picture.owner, which)

    return tidy
