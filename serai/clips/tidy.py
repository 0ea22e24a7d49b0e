"""Tidy up: a clip that nothing shows after a week goes, and so does what never arrived whole."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from serai.clips.clip import Clip
from serai.clips.discard import discard
from serai.clips.read import clips
from serai.clips.uploads import Uploads
from serai.jobs import Chore, Work, enqueue
from serai.kernel import ClipId, from_json
from serai.store import Database, Read, Write

TIDY_CLIP_WORK: Final = "clips.tidy"
"""The name of the work; its body is the clip's id."""

PATIENCE: Final = timedelta(days=7)
"""How long somebody may take to send the rest of a file, or to finish the note it is for."""

InUse = Callable[[Read, Clip], Awaitable[bool]]
"""Whether anything shows the clip: this room cannot know, the rooms above it do."""


async def tidy_clip_later(tx: Write, which: ClipId) -> None:
    """Discard the clip when a week is over, unless something shows it then.

    Whoever lets go of one says so: what nothing shows any more is asked about once more.
    """
    await enqueue(tx, TIDY_CLIP_WORK, which, wait=PATIENCE)


def tidy_clip_work(in_use: InUse) -> Work:
    """The work behind `TIDY_CLIP_WORK`."""

    async def tidy(database: Database, body: bytes) -> None:
        which = from_json(body, ClipId)
        async with database.write() as tx:
            clip = (await clips(tx, [which])).get(which)
            if clip is not None and not await in_use(tx, clip):
                await discard(tx, clip.owner, which)

    return tidy


def uploads_chore(uploads: Uploads) -> Chore:
    """Files of which nothing more has come for a week go, and those whose clip is gone."""

    async def forget_uploads(database: Database) -> None:
        old = await uploads.old(PATIENCE.total_seconds())
        async with database.read() as look:
            standing = await clips(look, old)
        for which in old:
            clip = standing.get(which)
            if clip is not None and clip.state == "arriving":
                async with database.write() as tx:
                    await discard(tx, clip.owner, which)
            if clip is None or clip.state == "arriving":
                await uploads.forget(which)

    return forget_uploads
