"""A film of the story sent as anybody sends a video, and made ready at once."""

from collections.abc import AsyncIterator
from typing import Final

from serai.clips import ClipLimits, make_now, start, take_in
from serai.clips.captions import CaptionsDraft, Cue
from serai.demo.ground import Ground
from serai.demo.world import Film, Tongue, film_bytes
from serai.kernel import ClipId, PersonId, Refusal

SECOND: Final = 1_000_000


async def send_film(house: Ground, owner: PersonId, film: Film, at: int) -> tuple[ClipId, int]:
    """All bytes of it in one go, before the deed's transaction; answers how many there are."""
    data = film_bytes(film.file)
    async with house.database.write(at=at) as tx:
        begun = await start(tx, owner, film.file, len(data), ClipLimits())
    return begun.id, await take_in(house.crew.uploads, begun, 0, _whole(data))


async def make_ready(house: Ground, which: ClipId) -> None:
    """The film's own steps, by the house's own crew; raises `Refusal` where one of them does."""
    made = await make_now(house.database, house.crew, which)
    if made.refused is not None:
        raise Refusal(made.refused.code, **made.refused.values)


def written_captions(film: Film, lang: Tongue) -> CaptionsDraft:
    """What the author of a note in that language wrote beneath its film."""
    cues = tuple(Cue(round(a * SECOND), round(b * SECOND), text) for a, b, text in film.captions)
    return CaptionsDraft(lang, cues)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data
