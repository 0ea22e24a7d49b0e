"""Captions of a video: read by whoever may see its note, written by its author."""

from typing import Literal

from msgspec import Struct

from serai.api.asking import viewer
from serai.clips.captions import (
    Captions,
    CaptionsDraft,
    Cue,
    captions_of,
    edit_captions,
    listen_again,
    listening,
    put_captions_back,
    remove_captions,
)
from serai.entry import Ask, Routes
from serai.kernel import ClipId, NoteId, Refusal
from serai.notes import see, see_own
from serai.store import Read, Write

routes = Routes()


class CaptionsView(Struct, frozen=True):
    """Captions in one language (a BCP 47 tag), times in microseconds from the start.

    `made_by` a machine: no person has put them right. `heard` is what the machine heard, for their
    author alone. `url` is the same as WebVTT.
    """

    language: str
    made_by: Literal["machine", "author"]
    version: int
    cues: tuple[Cue, ...]
    url: str
    heard: tuple[Cue, ...] | None = None


class AllCaptionsView(Struct, frozen=True):
    """The captions of a video in each language, and how far the machine is with listening.

    `listening` is listen, heard, silent or unheard, empty where it never began; `why` is the code
    of what kept it from hearing. Both are for the author alone.
    """

    captions: tuple[CaptionsView, ...]
    listening: str = ""
    why: str | None = None


class CaptionsSent(Struct, frozen=True):
    """Captions as they shall stand; `version` is the one you know, 0 for new ones.

    `was` names the language that they stood in until now, where that changes.
    """

    cues: tuple[Cue, ...]
    version: int = 0
    was: str = ""


def _view(one: Captions, *, mine: bool) -> CaptionsView:
    return CaptionsView(
        language=one.language,
        made_by=one.made_by,
        version=one.version,
        cues=one.cues,
        url=f"/clips/{one.clip}/captions/{one.language}.vtt",
        heard=one.heard if mine else None,
    )


async def _own(tx: Read, ask: Ask) -> ClipId:
    """The clip of a note of one's own; raises `Refusal` note.not_found and captions.no_video."""
    note = await see_own(tx, ask.must().id, ask.id(NoteId))
    if note.clip is None:
        raise Refusal("captions.no_video")
    return note.clip


@routes.get("/api/serai/v1/notes/{id}/captions", answer=AllCaptionsView)
async def read_captions(tx: Read, ask: Ask, _: None) -> AllCaptionsView:
    """The captions of the note's video, in every language there is."""
    note = await see(tx, viewer(ask), ask.id(NoteId))
    if note.clip is None:
        raise Refusal("captions.no_video")
    mine = note.author == viewer(ask)
    found = (await captions_of(tx, [note.clip])).get(note.clip, [])
    views = tuple(_view(one, mine=mine) for one in found)
    if not mine:
        return AllCaptionsView(views)
    progress = await listening(tx, note.clip)
    return AllCaptionsView(
        views,
        progress.stands.state if progress.stands else "",
        progress.why.code if progress.why else None,
    )


@routes.put("/api/serai/v1/notes/{id}/captions/{language}", body=CaptionsSent, answer=CaptionsView)
async def write_captions(tx: Write, ask: Ask, sent: CaptionsSent) -> CaptionsView:
    """Put captions in place of those that stand; refused where they changed since `version`."""
    clip = await _own(tx, ask)
    draft = CaptionsDraft(ask.path["language"], sent.cues, sent.was, sent.version)
    return _view(await edit_captions(tx, ask.must().id, clip, draft), mine=True)


@routes.delete("/api/serai/v1/notes/{id}/captions/{language}")
async def take_captions_away(tx: Write, ask: Ask, _: None) -> None:
    """Show nobody these captions any more; they can be put back for 30 days."""
    await remove_captions(tx, ask.must().id, await _own(tx, ask), ask.path["language"])


@routes.post("/api/serai/v1/notes/{id}/captions/{language}/restore")
async def put_back(tx: Write, ask: Ask, _: None) -> None:
    """Captions that were taken away stand as they stood."""
    await put_captions_back(tx, ask.must().id, await _own(tx, ask), ask.path["language"])


@routes.post("/api/serai/v1/notes/{id}/listening")
async def listen_once_more(tx: Write, ask: Ask, _: None) -> None:
    """Have the machine listen once more; what you wrote stays as it is."""
    await listen_again(tx, ask.must().id, await _own(tx, ask))
