"""Files under their content's address, each behind the gate of what shows it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Literal

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import people
from serai.clips import clips_at, moved_by
from serai.comments import seen_in_comments
from serai.entry import Ask, Routes
from serai.kernel import ClipId, PersonId, PictureId, Refusal
from serai.media import ADDRESS, MEDIA_TYPES, pictures, pictures_at
from serai.notes import may_see, outlines_holding
from serai.store import Read
from serai.web.streamed import Streamed

routes = Routes()

Reach = Literal["everyone", "viewer"]

OPEN: Final = {
    "cache-control": "public, max-age=31536000, immutable",
    "cross-origin-resource-policy": "cross-origin",
}
CLOSED: Final = {
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "same-origin",
}
# A browser that may keep nothing fetches a video anew each time it begins. It keeps this one, and
# asks here before it shows a second of it again.
PLAYED: Final = CLOSED | {"cache-control": "private, no-cache"}
FILMS: Final = (".mp4", ".m3u8")
# Nothing below /media may ever act as a page, whatever a browser makes of it.
SANDBOX: Final = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
}
# Opened by itself, a video stands in a page of the browser's own making, which loads it once more.
STAGE: Final = SANDBOX | {
    "content-security-policy": "default-src 'none'; media-src 'self'; sandbox allow-same-origin"
}


class Held(Struct, frozen=True):
    """Whose a file is, and what shows it to others: pictures, and the note of a clip."""

    owner: PersonId
    pictures: tuple[PictureId, ...] = ()
    clip: ClipId | None = None


async def _as_pictures(tx: Read, address: str) -> list[Held]:
    """What a crop leaves out is for the owner alone: no picture shows the file of its whole."""
    if not MEDIA_TYPES.get(address[64:], "").startswith("image/"):
        return []
    return [
        Held(one.owner, (one.id,) if any(cut.address == address for cut in one.variants) else ())
        for one in await pictures_at(tx, address)
    ]


async def _as_clips(tx: Read, address: str) -> list[Held]:
    """A video as it came is for its owner alone; the motion of a picture goes where that goes.

    The motion shows all of the picture, and so it waits while a crop leaves something out.
    """
    found = await clips_at(tx, address)
    shown = {one.id for one in found if address in one.addresses}
    moved = await moved_by(tx, [one.id for one in found if one.kind != "video"])
    kept = await pictures(tx, [one for each in moved.values() for one in each]) if moved else {}
    whole = {which for which, picture in kept.items() if picture.crop is None}
    return [
        Held(one.owner, tuple(whole & set(moved.get(one.id, ()))), one.id)
        if one.id in shown
        else Held(one.owner)
        for one in found
    ]


HOLDERS: Final[tuple[Callable[[Read, str], Awaitable[list[Held]]], ...]] = (
    _as_pictures,
    _as_clips,
)
"""Each kind of thing that has files; a file may be several people's, and several kinds' at once."""


@routes.get("/media/{address}")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """One file; kept forever by caches where everybody may see it, by none unasked where not."""
    address = ask.path["address"]
    if not ADDRESS.fullmatch(address):
        raise Refusal("entry.not_found")
    viewer = ask.person.id if ask.person else None
    reach = await reach_of(tx, viewer, address)
    is_film = address.endswith(FILMS)
    kept = OPEN if reach == "everyone" else PLAYED if is_film else CLOSED
    return Streamed(ask, address, (STAGE if is_film else SANDBOX) | kept)


async def reach_of(tx: Read, viewer: PersonId | None, address: str) -> Reach:
    """How far the file may go: of all that have it, the farthest reach counts.

    A video asks at each of its parts, so what most files are is asked first: shown in a note for
    everybody.
    """
    held = [one for holder in HOLDERS for one in await holder(tx, address)]
    shown = [picture for one in held for picture in one.pictures]
    notes = await outlines_holding(tx, shown, [one.clip for one in held if one.clip is not None])
    if await may_see(tx, None, notes) or await _is_open_elsewhere(tx, held, shown):
        return "everyone"
    if viewer is not None and (
        any(one.owner == viewer for one in held)
        or await may_see(tx, viewer, notes)
        or await _in_comments(tx, viewer, shown)
    ):
        return "viewer"
    raise Refusal("entry.not_found")


async def _is_open_elsewhere(tx: Read, held: list[Held], shown: Sequence[PictureId]) -> bool:
    """Whether it is somebody's face, or a comment for everybody shows it."""
    if not shown:
        return False
    owners = await people(tx, {one.owner for one in held if one.pictures})
    is_face = any(owner.avatar in shown for owner in owners.values())
    return is_face or await _in_comments(tx, None, shown)


async def _in_comments(tx: Read, viewer: PersonId | None, shown: Sequence[PictureId]) -> bool:
    for picture in shown:
        if await seen_in_comments(tx, viewer, picture):
            return True
    return False
