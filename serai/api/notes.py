"""Notes: read, published, changed, withdrawn, restored."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import asdict, replace

from serai.api.asking import viewer
from serai.api.note_views import NoteView, note_view
from serai.api.own_posts import Origin
from serai.entry import Ask, Routes
from serai.kernel import ClipId, NoteId, PictureId, Refusal
from serai.media import STYLES, Prepared, Style, behind, receive, set_cover
from serai.notes import (
    Audience,
    Draft,
    Kind,
    draft_of,
    edit,
    publish,
    restore,
    see,
    see_own,
    withdraw,
)
from serai.store import Read, Write

routes = Routes()

Words = Annotated[str, Meta(max_length=20_000)]
Pictures = Annotated[tuple[PictureId, ...], Meta(max_length=100)]
Topics = Annotated[tuple[Words, ...], Meta(max_length=100)]


class NoteDraft(Struct, frozen=True):
    """A note to publish. A text note without pictures gets one made of its `cover_words`.

    Style "photo" sets them over `cover_photo`, a picture of yours; "list" makes items of lines; in
    "quote" a last line that begins with a dash is the source. `origin` is one of your own posts of
    another platform, as /me/posts lists them. `place` is where it plays, in your own words. A video
    has a `clip`, which `clip_alt` describes.
    """

    kind: Kind = "photo"
    title: Words = ""
    text: Words = ""
    audience: Audience = "everyone"
    pictures: Pictures = ()
    topics: Topics = ()
    cover_words: Words | None = None
    cover_style: Style | None = None
    cover_photo: PictureId | None = None
    origin: Origin | None = None
    place: Words = ""
    clip: ClipId | None = None
    clip_alt: Words | None = None


class NoteChange(Struct, frozen=True):
    """What shall change; what is left out stays. New cover words or style make a new cover.

    An `origin` can be given to a note that has none yet.
    """

    title: Words | UnsetType = UNSET
    text: Words | UnsetType = UNSET
    audience: Audience | UnsetType = UNSET
    pictures: Pictures | UnsetType = UNSET
    topics: Topics | UnsetType = UNSET
    cover_words: Words | UnsetType = UNSET
    cover_style: Style | UnsetType = UNSET
    cover_photo: PictureId | UnsetType = UNSET
    origin: Origin | UnsetType = UNSET
    place: Words | UnsetType = UNSET


class Ready(Struct, frozen=True):
    """A draft with the cover that was made for it before the transaction."""

    draft: Draft
    cover: Prepared | None


async def _covered(ask: Ask, draft: Draft) -> Ready:
    """`draft` with a picture of its words, if it is of words and has none."""
    if draft.kind != "text" or draft.pictures:
        return Ready(draft, None)
    words = (draft.cover_words or "").strip()
    if not words:
        raise Refusal("note.no_words")
    style = next((one for one in STYLES if one == draft.cover_style), STYLES[0])
    house, photo = ask.house, b""
    if style == "photo":
        async with house.database.read() as look:
            photo = await behind(look, house.blobs, ask.must().id, draft.cover_photo)
    return Ready(draft, await set_cover(house.darkroom, house.blobs, words, style, photo))


async def _hung(tx: Write, ask: Ask, ready: Ready) -> Draft:
    """The draft with its cover received."""
    if ready.cover is None:
        return ready.draft
    words, limits = ready.draft.cover_words or "", ask.house.limits.picture
    cover = await receive(tx, ask.must().id, ready.cover, words, limits)
    return replace(ready.draft, pictures=(cover.id,))


async def _ready(ask: Ask, sent: NoteDraft) -> Ready:
    ask.must()
    return await _covered(ask, Draft(**asdict(sent)))


async def _changed(ask: Ask, sent: NoteChange) -> Ready:
    async with ask.house.database.read() as look:
        draft = draft_of(await see_own(look, ask.must().id, ask.id(NoteId)))
    parts = {name: part for name, part in asdict(sent).items() if part is not UNSET}
    if parts.keys() & {"cover_words", "cover_style", "cover_photo"} and "pictures" not in parts:
        parts["pictures"] = ()
    return await _covered(ask, replace(draft, **parts))


@routes.get("/api/serai/v1/notes/{id}", answer=NoteView)
async def read_note(tx: Read, ask: Ask, _: None) -> NoteView:
    """A note, if it is for your eyes."""
    return await note_view(tx, ask, await see(tx, viewer(ask), ask.id(NoteId)))


@routes.post("/api/serai/v1/notes", body=NoteDraft, prepare=_ready, answer=NoteView, status=201)
async def publish_note(tx: Write, ask: Ask, ready: Ready) -> NoteView:
    """Publish a note."""
    draft = await _hung(tx, ask, ready)
    note = await publish(tx, ask.must(), draft, ask.house.limits.note)
    return await note_view(tx, ask, note)


@routes.patch("/api/serai/v1/notes/{id}", body=NoteChange, prepare=_changed, answer=NoteView)
async def change_note(tx: Write, ask: Ask, ready: Ready) -> NoteView:
    """Change a note of one's own in parts."""
    draft = await _hung(tx, ask, ready)
    note = await edit(tx, ask.must(), ask.id(NoteId), draft, ask.house.limits.note)
    return await note_view(tx, ask, note)


@routes.delete("/api/serai/v1/notes/{id}")
async def withdraw_note(tx: Write, ask: Ask, _: None) -> None:
    """Withdraw a note of one's own; it can be restored."""
    await withdraw(tx, ask.must().id, ask.id(NoteId))


@routes.post("/api/serai/v1/notes/{id}/restore", answer=NoteView)
async def restore_note(tx: Write, ask: Ask, _: None) -> NoteView:
    """Restore a note one withdrew."""
    return await note_view(tx, ask, await restore(tx, ask.must().id, ask.id(NoteId)))
