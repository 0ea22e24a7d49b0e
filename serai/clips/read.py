"""Read clips: by id, by owner, by the address of one of their files, or by their picture."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, select

from serai.clips._tables import clip, clip_blob, clip_of_picture
from serai.clips.clip import Clip
from serai.clips.film import Film
from serai.jobs import standing
from serai.kernel import ClipId, PersonId, PictureId
from serai.store import Read, among, statement

_STEP: Final[dict[str, ColumnElement[Any]]] = {
    "state": func.coalesce(standing(Film, clip.c.id).state, "arriving"),
    "since": func.coalesce(standing(Film, clip.c.id).since, clip.c.received_at),
}
_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    _STEP[name] if name in _STEP else clip.c[name] for name in Clip.__struct_fields__
)
_KEPT = clip.c.discarded_at.is_(None)
_BY_ID = statement(select(*_COLUMNS).where(among(clip.c.id, "ids"), _KEPT), Clip)
_BY_ADDRESS = statement(
    select(*_COLUMNS)
    .join_from(clip, clip_blob, clip_blob.c.clip == clip.c.id)
    .where(clip_blob.c.address == bindparam("address"), _KEPT)
    .order_by(clip.c.id),
    Clip,
)
_BY_OWNER = statement(
    select(*_COLUMNS).where(clip.c.owner == bindparam("owner"), _KEPT).order_by(clip.c.id), Clip
)
_POSTER = statement(
    select(clip.c.id).where(clip.c.poster == bindparam("picture"), _KEPT).limit(1), ClipId
)
_OF_PICTURES = statement(
    select(clip_of_picture.c.picture, *_COLUMNS)
    .join_from(clip, clip_of_picture, clip_of_picture.c.clip == clip.c.id)
    .where(among(clip_of_picture.c.picture, "pictures"), _KEPT),
    lambda picture, *row: (picture, Clip(*row)),
)
_MOVED = statement(
    select(clip_of_picture.c.clip, clip_of_picture.c.picture).where(
        among(clip_of_picture.c.clip, "ids")
    ),
    lambda which, picture: (which, picture),
)


async def clips(tx: Read, ids: Sequence[ClipId]) -> dict[ClipId, Clip]:
    """The clips of `ids` that exist and were not discarded."""
    found = await tx.all(_BY_ID, ids=list(ids))
    return {one.id: one for one in found}


async def clips_at(tx: Read, address: str) -> list[Clip]:
    """Every clip that has a file at `address`: the same video may have come twice."""
    return await tx.all(_BY_ADDRESS, address=address)


async def clips_of(tx: Read, owner: PersonId) -> list[Clip]:
    """All clips of `owner`, oldest first."""
    return await tx.all(_BY_OWNER, owner=owner)


async def moved_by(tx: Read, ids: Sequence[ClipId]) -> dict[ClipId, tuple[PictureId, ...]]:
    """The pictures of which each of `ids` is the motion."""
    found: dict[ClipId, tuple[PictureId, ...]] = {}
    for which, picture in await tx.all(_MOVED, ids=list(ids)) if ids else ():
        found[which] = (*found.get(which, ()), picture)
    return found


async def motions(tx: Read, pictures: Sequence[PictureId]) -> dict[PictureId, Clip]:
    """What moves, of `pictures`: live photos and animated ones."""
    return dict(await tx.all(_OF_PICTURES, pictures=list(pictures)))


async def is_poster(tx: Read, picture: PictureId) -> bool:
    """Whether `picture` stands for a clip that was not discarded."""
    return await tx.one(_POSTER, picture=picture) is not None
