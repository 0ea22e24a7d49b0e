"""Read captions: of clips, in one language, or for their owner."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, select

from serai.clips.captions._tables import clip_caption
from serai.clips.captions.caption import Captions
from serai.clips.clip import Clip
from serai.clips.read import clips
from serai.kernel import ClipId, PersonId, Refusal
from serai.store import Read, among, statement

_COLUMNS = tuple(clip_caption.c[name] for name in Captions.__struct_fields__)
_OF = statement(
    select(*_COLUMNS)
    .where(among(clip_caption.c.clip, "clips"), clip_caption.c.removed_at.is_(None))
    .order_by(clip_caption.c.clip, clip_caption.c.language),
    Captions,
)
_EVERY = statement(
    select(*_COLUMNS)
    .where(clip_caption.c.clip == bindparam("clip"))
    .order_by(clip_caption.c.language),
    Captions,
)


async def captions_of(tx: Read, asked: Sequence[ClipId]) -> dict[ClipId, list[Captions]]:
    """The captions of each of `asked` that has any, by language."""
    found: defaultdict[ClipId, list[Captions]] = defaultdict(list)
    for one in await tx.all(_OF, clips=list(asked)) if asked else ():
        found[one.clip].append(one)
    return dict(found)


async def every_caption(tx: Read, which: ClipId) -> list[Captions]:
    """The captions of a clip, the removed ones too."""
    return await tx.all(_EVERY, clip=which)


async def own_clip(tx: Read, owner: PersonId, which: ClipId) -> Clip:
    """A clip of `owner`'s own; raises `Refusal` captions.not_found for another's."""
    found = (await clips(tx, [which])).get(which)
    if found is None or found.owner != owner:
        raise Refusal("captions.not_found")
    return found


async def own_captions(tx: Read, owner: PersonId, which: ClipId, language: str) -> Captions:
    """Captions of a clip of `owner`'s own, removed or not; raises `Refusal` captions.not_found."""
    await own_clip(tx, owner, which)
    found = {one.language: one for one in await every_caption(tx, which)}
    if language not in found:
        raise Refusal("captions.not_found")
    return found[language]
