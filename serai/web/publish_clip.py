"""The video of the composer's form: how far it has come, and its buttons without a script."""

from collections.abc import AsyncIterator
from typing import Final

from msgspec import Struct

from serai.accounts import Person
from serai.clips import (
    Clip,
    can_be_retried,
    clips,
    note_arrival,
    note_pose,
    pose,
    retry,
    see_clip,
    start,
    take_in,
)
from serai.entry import Ask
from serai.entry.told import tell
from serai.kernel import ClipId, PersonId, Refusal
from serai.media import pictures
from serai.notes import crop_picture
from serai.store import Read
from serai.web.covers import face
from serai.web.publish_form import NoteForm

SECOND: Final = 1_000_000

POSE: Final = "pose"
RETRY: Final = "retry"

SHARES: Final = {
    "keep": (0.0, 0.03),
    "probe": (0.03, 0.08),
    "poster": (0.08, 0.12),
    "loudness": (0.12, 0.16),
    "ladder": (0.16, 0.97),
    "sprite": (0.97, 1.0),
}
"""Which part of the whole way each step is, from and to: what it takes of the time, about."""


class Stage(Struct, frozen=True):
    """How far a clip of one's own has come, as a page shows it; `share` 0 to 1."""

    clip: Clip
    share: float
    why: str
    poster: str
    can_be_retried: bool


async def take_in_clip(ask: Ask, owner: PersonId, form: NoteForm) -> None:
    """Receive the form's video as a whole: what a page without scripts sends."""
    files, form.video = form.video, ()
    uploads = ask.house.crew.uploads
    for file in files[:1]:
        await uploads.make_room(len(file.data))
        async with ask.house.database.write() as tx:
            clip = await start(tx, owner, file.filename, len(file.data), ask.house.limits.clip)
        arrived = await take_in(uploads, clip, 0, _whole(file.data))
        async with ask.house.database.write() as tx:
            await note_arrival(tx, owner, clip.id, arrived)
        form.clip = str(clip.id)


async def do_with_clip(ask: Ask, author: Person, form: NoteForm) -> None:
    """Do what a button of the video asks, where no script did."""
    which = ClipId.parse(form.clip)
    if which is None or form.act not in {POSE, RETRY}:
        return
    database = ask.house.database
    if form.act == RETRY:
        async with database.write() as tx:
            await retry(tx, author.id, which)
        return
    at = moment_of_pose(form.pose_at)
    async with database.read() as look:
        clip = await see_clip(look, author.id, which)
    cut = await pose(ask.house.crew, clip, at)
    async with database.write() as tx:
        await crop_picture(tx, author, cut)
        await note_pose(tx, author.id, which, at)


async def stage_of(tx: Read, ask: Ask, clip: Clip) -> Stage:
    """How far the clip has come."""
    found = {} if clip.poster is None else await pictures(tx, [clip.poster])
    poster = None if clip.poster is None else found.get(clip.poster)
    no = None if clip.refused is None else Refusal(clip.refused.code, **clip.refused.values)
    return Stage(
        clip=clip,
        share=await _share(ask, clip),
        why="" if no is None else tell(ask.house.words, ask.locale, no).sentence,
        poster=face(poster) or "",
        can_be_retried=can_be_retried(clip),
    )


async def is_waiting(tx: Read, owner: PersonId, form: NoteForm) -> bool:
    """Whether the form's clip is here or on its way, and not ready yet."""
    which = ClipId.parse(form.clip)
    if which is None:
        return False
    clip = await see_clip(tx, owner, which)
    return clip.ready_at is None and clip.refused is None


async def stage_of_form(tx: Read, ask: Ask, form: NoteForm) -> Stage | None:
    """The same of the form's clip; one that is not the author's falls away."""
    which = ClipId.parse(form.clip)
    found = {} if which is None else await clips(tx, [which])
    clip = None if which is None else found.get(which)
    if clip is None or ask.person is None or clip.owner != ask.person.id:
        return None
    return await stage_of(tx, ask, clip)


async def _share(ask: Ask, clip: Clip) -> float:
    if clip.state == "arriving":
        return await _arrived(ask, clip.id) / clip.size
    begins, ends = SHARES.get(clip.state, (1.0, 1.0))
    return begins + (ends - begins) * clip.done


async def _arrived(ask: Ask, which: ClipId) -> int:
    return await ask.house.crew.uploads.arrived(which)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


def moment_of_pose(said: str) -> int:
    """Seconds as typed, in microseconds; raises `Refusal` clip.no_moment."""
    try:
        at = float(said.replace(",", "."))
    except ValueError as wrong:
        raise Refusal("clip.no_moment") from wrong
    if not 0 <= at < 86_400:  # noqa: PLR2004 - seconds of a day; also refuses what is no number
        raise Refusal("clip.no_moment")
    return int(at * SECOND)
