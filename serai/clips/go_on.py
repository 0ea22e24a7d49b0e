"""Go on with a clip: its bytes come, in as many goes as it takes; with the last its way begins."""

from collections.abc import AsyncIterator

from serai.clips.clip import Clip
from serai.clips.film import Film
from serai.clips.read import clips
from serai.clips.uploads import Uploads
from serai.jobs import begin
from serai.kernel import ClipId, PersonId, Refusal
from serai.store import Read, Write


async def see_clip(tx: Read, owner: PersonId, which: ClipId) -> Clip:
    """A clip of `owner`'s own; raises `Refusal` clip.not_found where there is none."""
    found = (await clips(tx, [which])).get(which)
    if found is None or found.owner != owner:
        raise Refusal("clip.not_found")
    return found


async def take_in(
    uploads: Uploads, arriving: Clip, offset: int, pieces: AsyncIterator[bytes]
) -> int:
    """Write what comes, before any transaction opens; answers how many bytes are here then.

    Raises `Refusal` clip.arrived_already, and those of `Uploads.append`.
    """
    if arriving.state != "arriving":
        raise Refusal("clip.arrived_already")
    return await uploads.append(arriving.id, offset, arriving.size, pieces)


async def note_arrival(tx: Write, owner: PersonId, which: ClipId, arrived: int) -> Clip:
    """Where all of it is here, the clip is on its way.

    Raises `Refusal` clip.not_found.
    """
    arriving = await see_clip(tx, owner, which)
    if arrived == arriving.size:
        await begin(tx, Film, which)
    return await see_clip(tx, owner, which)
