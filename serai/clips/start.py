"""Start a clip: it has a name and a size, and its bytes may begin to come."""

from typing import Final

from sqlalchemy import bindparam, func, select

from serai.clips._tables import clip
from serai.clips.clip import Clip, Kind
from serai.clips.limits import ClipLimits
from serai.clips.read import clips
from serai.clips.tidy import tidy_clip_later
from serai.kernel import ClipId, PersonId, Refusal, clean_line
from serai.store import Write, change, statement

DAY: Final = 86_400_000_000
NAME_LONGEST: Final = 200

_KEEP = change(
    clip.insert().values(
        id=bindparam("id"),
        owner=bindparam("owner"),
        kind=bindparam("kind"),
        name=bindparam("name"),
        size=bindparam("size"),
        received_at=bindparam("at"),
        done=0.0,
        poster_at=0,
        rungs=bindparam("rungs"),
    )
)
_TODAY = statement(
    select(func.count(), func.coalesce(func.sum(clip.c.size), 0)).where(
        clip.c.owner == bindparam("owner"), clip.c.received_at > bindparam("since")
    ),
    lambda count, size: (int(count), int(size)),
)


async def start(
    tx: Write, owner: PersonId, name: str, size: int, limits: ClipLimits, kind: Kind = "video"
) -> Clip:
    """A clip of `owner`'s whose file has `size` bytes, none of which are here yet.

    Raises `Refusal` clip.empty, clip.too_heavy, clip.name_too_long and clip.too_many_today.
    """
    if size <= 0:
        raise Refusal("clip.empty")
    if size > limits.max_bytes:
        raise Refusal("clip.too_heavy", megabytes=limits.max_bytes // 1_000_000)
    called = clean_line(name[-NAME_LONGEST:], limit=NAME_LONGEST, code="clip.name_too_long")
    today = await tx.one(_TODAY, owner=owner, since=tx.now - DAY)
    if today and (today[0] >= limits.a_day or today[1] + size > limits.bytes_a_day):
        raise Refusal("clip.too_many_today", limit=limits.a_day)
    made = tx.mint(ClipId)
    row = {"owner": owner, "kind": kind, "name": called, "size": size, "rungs": ()}
    await tx.run(_KEEP, id=made, at=tx.now, **row)
    await tidy_clip_later(tx, made)
    return (await clips(tx, [made]))[made]
