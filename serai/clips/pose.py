"""Choose the moment of a clip that stands for it."""

from typing import Final

from msgspec.structs import replace
from sqlalchemy import bindparam

from serai.clips._steps import film
from serai.clips._tables import clip as clip_table
from serai.clips.clip import Clip
from serai.clips.crew import Crew
from serai.clips.go_on import see_clip
from serai.kernel import ClipId, PersonId, Refusal
from serai.media import Recut, prepare
from serai.store import Write, change

SECOND: Final = 1_000_000

_CHOSE = change(
    clip_table.update()
    .where(clip_table.c.id == bindparam("which"))
    .values(poster_at=bindparam("at"))
)


async def pose(crew: Crew, clip: Clip, at: int) -> Recut:
    """What is seen at that moment (microseconds), in place of what its poster shows now.

    Before any transaction opens; the cut is kept by `media.crop`. Raises `Refusal`
    clip.not_ready, and those of the studio and the darkroom.
    """
    if clip.poster is None or clip.probed is None or clip.ready_at is None:
        raise Refusal("clip.not_ready")
    moment = max(0, min(at, clip.probed.duration - SECOND // 10))
    async with film(crew, clip) as (path, _):
        seen = await crew.studio.poster(path, moment)
    made = await prepare(crew.darkroom, crew.blobs, seen, crew.picture)
    whole = max((one for one in made.variants if one.use == "full"), key=lambda one: one.width)
    return Recut(
        picture=clip.poster,
        whole=whole,
        box=None,
        width=made.width,
        height=made.height,
        placeholder=made.placeholder,
        variants=made.variants,
    )


async def note_pose(tx: Write, owner: PersonId, which: ClipId, at: int) -> Clip:
    """Write down which moment it is; raises `Refusal` clip.not_found."""
    found = await see_clip(tx, owner, which)
    await tx.run(_CHOSE, which=which, at=max(0, at))
    return replace(found, poster_at=max(0, at))
