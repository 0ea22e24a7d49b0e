"""Files of pictures under their content's address, each behind the gate of what shows it."""

from typing import Final, Literal

from starlette.responses import FileResponse, Response

from serai.accounts import people
from serai.comments import seen_in_comments
from serai.entry import Ask, Routes
from serai.kernel import Refusal
from serai.media import ADDRESS, MEDIA_TYPES, Picture, pictures_at
from serai.notes import may_see, note_holding
from serai.store import Read

routes = Routes()

OPEN: Final = "public, max-age=31536000, immutable"
CLOSED: Final = "private, no-store"
# Nothing below /media may ever act as a page, whatever a browser makes of it.
SANDBOX: Final = "default-src 'none'; sandbox"


@routes.get("/media/{address}")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """One file; kept forever by caches where everybody may see it, by none where not."""
    address = ask.path["address"]
    if not ADDRESS.fullmatch(address):
        raise Refusal("entry.not_found")
    reach = await _reach(tx, ask, address)
    headers = {
        "cache-control": OPEN if reach == "everyone" else CLOSED,
        "content-security-policy": SANDBOX,
        "x-content-type-options": "nosniff",
        "etag": f'"{address}"',
    }
    if headers["etag"] in ask.request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = MEDIA_TYPES[address[64:]]
    path = ask.house.blobs.path(address)
    if path is not None:
        return FileResponse(path, headers=headers, media_type=kind)
    data = await ask.house.blobs.get(address)
    if data is None:
        raise Refusal("entry.not_found")
    return Response(data, headers=headers, media_type=kind)


async def _reach(tx: Read, ask: Ask, address: str) -> Literal["everyone", "viewer"]:
    """How far the file may go: two people may have sent it, the farther reach counts.

    What a crop leaves out is for the owner alone: the file of the whole is none that is shown.
    """
    found = await pictures_at(tx, address)
    shown = [one for one in found if any(cut.address == address for cut in one.variants)]
    for picture in shown:
        if await _is_face(tx, picture) or await _is_shown(tx, None, picture):
            return "everyone"
    if ask.person and any(picture.owner == ask.person.id for picture in found):
        return "viewer"
    for picture in shown:
        if ask.person and await _is_shown(tx, ask, picture):
            return "viewer"
    raise Refusal("entry.not_found")


async def _is_face(tx: Read, picture: Picture) -> bool:
    owner = (await people(tx, [picture.owner])).get(picture.owner)
    return owner is not None and owner.avatar == picture.id


async def _is_shown(tx: Read, ask: Ask | None, picture: Picture) -> bool:
    """Whether a note or comment that the viewer (None: a stranger) may see shows the picture."""
    note = await note_holding(tx, picture.id)
    viewer = ask.person.id if ask and ask.person else None
    if note is not None and await may_see(tx, viewer, [note]):
        return True
    return await seen_in_comments(tx, viewer, picture.id)
