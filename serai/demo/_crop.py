"""A picture of the story cut to the part that its author shows of it."""

from serai.demo.ground import Ground
from serai.demo.story import Crops
from serai.kernel import NoteId
from serai.media import Box, PictureLimits, Recut, pictures, recut
from serai.notes import notes


async def cut_part(house: Ground, which: NoteId, act: Crops) -> Recut | None:
    """What `act` makes of its picture in the note `which`, before the deed's transaction."""
    async with house.database.read() as look:
        [note] = await notes(look, [which])
        picture = note.pictures[act.place]
        found = (await pictures(look, [picture]))[picture]
    return await recut(house.darkroom, house.blobs, found, Box(*act.part), PictureLimits())
