"""Drafts: kept, saved, deleted, told to go out by themselves; and publishing undone."""

from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from serai.api.note_views import NoteView, note_view
from serai.api.notes import NoteDraft, Words
from serai.api.paging import Page
from serai.entry import Ask, Routes
from serai.entry.told import tell
from serai.kernel import ClipId, DraftId, NoteId, PictureId, Refusal, iso, micros
from serai.media import Prepared
from serai.notes import Audience, Draft, Kind
from serai.notes.drafts import (
    KeptDraft,
    delete_draft,
    drafts_of,
    go_when_ready,
    make_draft,
    meant,
    publish_draft,
    restore_draft,
    save_draft,
    schedule,
    see_draft,
    unpublish,
    unschedule,
)
from serai.store import Read, Write

routes = Routes()

Alts = Annotated[tuple[Words, ...], Meta(max_length=100)]
Hand = Annotated[str, Meta(max_length=64)]


class DraftSent(NoteDraft, frozen=True, kw_only=True):
    """A note as far as it is written; `alts` describe its pictures, in the same order.

    `hand` names the program's own window: two drafts made with one are one draft. `meant_for` is a
    time that somebody typed for it; it goes out by itself once it is scheduled.
    """

    alts: Alts = ()
    hand: Hand = ""
    meant_for: Annotated[datetime, Meta(tz=True)] | None = None


class DraftSaved(DraftSent, frozen=True, kw_only=True):
    """The whole draft anew. `version` is the one you know, unless your `hand` saved it last."""

    version: int = 0


class GoesOut(Struct, frozen=True):
    """When a draft goes out by itself, from 5 minutes to 90 days ahead, with its time zone."""

    at: Annotated[datetime, Meta(tz=True)]


class DraftView(Struct, frozen=True):
    """A draft of your own; times ISO 8601 in UTC.

    `refused` says why it did not go out, `when_ready_at` when it was told to go out as soon as its
    video is ready.
    """

    id: DraftId
    version: int
    kind: Kind
    title: str
    text: str
    audience: Audience
    pictures: tuple[PictureId, ...]
    alts: tuple[str, ...]
    topics: tuple[str, ...]
    cover_words: str | None
    cover_style: str | None
    cover_photo: PictureId | None
    origin: str | None
    place: str
    clip: ClipId | None
    clip_alt: str | None
    saved_at: str
    meant_for: str | None
    publish_at: str | None
    when_ready_at: str | None
    refused: str | None


def _view(ask: Ask, kept: KeptDraft) -> DraftView:
    said, why = kept.content, kept.refused
    no = None if why is None else Refusal(why.code, **why.values)
    return DraftView(
        id=kept.id,
        version=kept.version,
        kind=said.kind,
        title=said.title,
        text=said.text,
        audience=said.audience,
        pictures=said.pictures,
        alts=kept.alts,
        topics=said.topics,
        cover_words=said.cover_words,
        cover_style=said.cover_style,
        cover_photo=said.cover_photo,
        origin=said.origin,
        place=said.place,
        clip=said.clip,
        clip_alt=said.clip_alt,
        saved_at=iso(kept.saved_at),
        meant_for=None if said.meant_for is None else iso(said.meant_for),
        publish_at=None if kept.publish_at is None else iso(kept.publish_at),
        when_ready_at=None if kept.when_ready_at is None else iso(kept.when_ready_at),
        refused=None if no is None else tell(ask.house.words, ask.locale, no).sentence,
    )


def _content(sent: DraftSent) -> Draft:
    parts = asdict(sent)
    typed = None if sent.meant_for is None else meant(_moment(sent.meant_for))
    return Draft(**{name: parts[name] for name in NoteDraft.__struct_fields__}, meant_for=typed)


def _moment(when: datetime) -> int:
    return micros(when - datetime.fromtimestamp(0, tz=UTC))


@routes.get("/api/serai/v1/drafts", answer=Page[DraftView])
async def read_drafts(tx: Read, ask: Ask, _: None) -> Page[DraftView]:
    """Your drafts, all of them, the last saved first."""
    found = await drafts_of(tx, ask.must().id)
    return Page(tuple(_view(ask, one) for one in found), None)


@routes.post("/api/serai/v1/drafts", body=DraftSent, answer=DraftView, status=201)
async def keep_new_draft(tx: Write, ask: Ask, sent: DraftSent) -> DraftView:
    """Keep a draft: nothing of it needs to be finished."""
    made = await make_draft(tx, ask.must().id, _content(sent), sent.alts, sent.hand)
    return _view(ask, made)


@routes.get("/api/serai/v1/drafts/{id}", answer=DraftView)
async def read_draft(tx: Read, ask: Ask, _: None) -> DraftView:
    """A draft of your own."""
    return _view(ask, await see_draft(tx, ask.must().id, ask.id(DraftId)))


@routes.put("/api/serai/v1/drafts/{id}", body=DraftSaved, answer=DraftView)
async def save_one_draft(tx: Write, ask: Ask, sent: DraftSaved) -> DraftView:
    """Save a draft anew; where it was changed elsewhere nothing is overwritten."""
    before = await see_draft(tx, ask.must().id, ask.id(DraftId))
    saved = await save_draft(tx, before, _content(sent), sent.alts, sent.hand, sent.version)
    return _view(ask, saved)


@routes.delete("/api/serai/v1/drafts/{id}")
async def delete_one_draft(tx: Write, ask: Ask, _: None) -> None:
    """Delete a draft; it can be restored for a week."""
    await delete_draft(tx, ask.must().id, ask.id(DraftId))


@routes.post("/api/serai/v1/drafts/{id}/restore", answer=DraftView)
async def restore_one_draft(tx: Write, ask: Ask, _: None) -> DraftView:
    """Restore a draft you deleted."""
    return _view(ask, await restore_draft(tx, ask.must().id, ask.id(DraftId)))


@routes.put("/api/serai/v1/drafts/{id}/schedule", body=GoesOut, answer=DraftView)
async def schedule_draft(tx: Write, ask: Ask, when: GoesOut) -> DraftView:
    """Have a draft go out by itself at a time, as it stands then."""
    limits = ask.house.limits.note
    return _view(ask, await schedule(tx, ask.must().id, ask.id(DraftId), _moment(when.at), limits))


@routes.put("/api/serai/v1/drafts/{id}/when-ready", answer=DraftView)
async def send_when_ready(tx: Write, ask: Ask, _: None) -> DraftView:
    """Have a draft go out by itself as soon as its video is ready."""
    limits = ask.house.limits.note
    return _view(ask, await go_when_ready(tx, ask.must().id, ask.id(DraftId), limits))


@routes.delete("/api/serai/v1/drafts/{id}/schedule", answer=DraftView)
async def unschedule_draft(tx: Write, ask: Ask, _: None) -> DraftView:
    """Have a draft stay a draft."""
    return _view(ask, await unschedule(tx, ask.must().id, ask.id(DraftId)))


async def _cover(ask: Ask, _: None) -> Prepared | None:
    return await ask.house.press.cover_of(ask.house.database, ask.must().id, ask.id(DraftId))


@routes.post("/api/serai/v1/drafts/{id}/publish", prepare=_cover, answer=NoteView, status=201)
async def publish_one_draft(tx: Write, ask: Ask, cover: Prepared | None) -> NoteView:
    """Publish a draft as it stands, now."""
    note = await publish_draft(tx, ask.must(), ask.id(DraftId), ask.house.press, cover)
    return await note_view(tx, ask, note)


@routes.post("/api/serai/v1/notes/{id}/unpublish", answer=DraftView)
async def undo_publishing(tx: Write, ask: Ask, _: None) -> DraftView:
    """Undo publishing, within ten minutes: the note is a draft again, with its pictures."""
    return _view(ask, await unpublish(tx, ask.must().id, ask.id(NoteId)))
