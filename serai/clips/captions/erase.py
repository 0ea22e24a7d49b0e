"""Erase captions with their clips, and hand them out to their owner first."""

from sqlalchemy import bindparam, select

from serai.clips._tables import clip
from serai.clips.captions._tables import clip_caption, clip_unheard
from serai.clips.captions.caption import Captions
from serai.clips.captions.listening import Listening
from serai.jobs import forget_progress
from serai.kernel import ClipId, PersonId
from serai.store import IdColumn, Read, Write, change, statement

_OWN = select(clip.c.id).where(clip.c.owner == bindparam("whose", type_=IdColumn(PersonId)))
_IDS = statement(_OWN.order_by(clip.c.id), ClipId)
_KEPT = statement(
    select(*(clip_caption.c[name] for name in Captions.__struct_fields__))
    .where(clip_caption.c.clip.in_(_OWN))
    .order_by(clip_caption.c.clip, clip_caption.c.language),
    Captions,
)
_FORGET = tuple(
    change(table.delete().where(table.c.clip.in_(_OWN))) for table in (clip_caption, clip_unheard)
)


async def export_captions(tx: Read, person: PersonId) -> list[Captions]:
    """Every caption of `person`'s clips, the removed ones too."""
    return await tx.all(_KEPT, whose=person)


async def erase_captions(tx: Write, person: PersonId) -> None:
    """Forget the captions of `person`'s clips; before the clips themselves."""
    own = await tx.all(_IDS, whose=person)
    await forget_progress(tx, Listening, own)
    for forget in _FORGET:
        await tx.run(forget, whose=person)
