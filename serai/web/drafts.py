"""Drafts: the list of them, and what can be done with one from there."""

from msgspec import Struct
from starlette.responses import Response

from serai.clips import clips
from serai.entry import Ask, Routes
from serai.entry.told import tell
from serai.kernel import ClipId, DraftId, NoteId, PictureId, Refusal, iso, to_json
from serai.media import Picture, Prepared, pictures
from serai.notes import places_like
from serai.notes.drafts import (
    KeptDraft,
    delete_draft,
    drafts_of,
    publish_draft,
    restore_draft,
    unpublish,
    unschedule,
)
from serai.store import Read, Write
from serai.web.answer import ask_in
from serai.web.covers import face
from serai.web.publish_clip import Stage, stage_of
from serai.web.publish_form import NoteForm
from serai.web.publish_keep import keep_form, why_not
from serai.web.render import fragment, page, see_other

routes = Routes()


class Line(Struct, frozen=True):
    """A draft in the list; `why` is the sentence of what kept it from going out."""

    draft: KeptDraft
    picture: str | None
    why: str
    stage: Stage | None = None

    @property
    def goes(self) -> bool:
        """Whether it goes out by itself, at a time or when its video is ready."""
        return self.draft.publish_at is not None or self.draft.when_ready_at is not None


class Saved(Struct, frozen=True):
    """What the composer's script hears of a save; `told` is a sentence where there is one."""

    id: DraftId
    version: int
    saved_at: str
    told: str


class Begun(Struct, frozen=True):
    """A place as far as it is typed."""

    place: str = ""


@routes.get("/drafts")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Every draft of one's own: first those that go out by themselves, the next one first."""
    if ask.person is None:
        return ask_in(ask, "/drafts")
    found = await drafts_of(tx, ask.person.id)
    lines = await _lines(tx, ask, found)
    due = [line for line in lines if line.goes]
    return page(
        ask,
        "drafts/show.html",
        due=sorted(due, key=lambda line: line.draft.publish_at or 0),
        lines=[line for line in lines if not line.goes],
        deleted=DraftId.parse(ask.query.get("deleted", "")),
        scheduled=_among(due, ask.query.get("scheduled", "")),
        waits=_among(due, ask.query.get("waits", "")),
        here="publish",
    )


@routes.post("/drafts", body=NoteForm)
async def keep(tx: Write, ask: Ask, form: NoteForm) -> Response:
    """Save what somebody types, for the composer's script; files are sent on their own."""
    kept, parted = await keep_form(tx, ask, form)
    no = Refusal("draft.changed_elsewhere")
    told = tell(ask.house.words, ask.locale, no).sentence if parted else ""
    saved = Saved(kept.id, kept.version, iso(kept.saved_at), told)
    return Response(to_json(saved), media_type="application/json")


@routes.post("/drafts/{id}/delete")
async def remove(tx: Write, ask: Ask, _: None) -> Response:
    """Gone, with a way back on the page of those that are left."""
    which = ask.id(DraftId)
    await delete_draft(tx, ask.must().id, which)
    return see_other(f"/drafts?deleted={which}")


@routes.post("/drafts/{id}/restore")
async def bring_back(tx: Write, ask: Ask, _: None) -> Response:
    """As it stood."""
    await restore_draft(tx, ask.must().id, ask.id(DraftId))
    return see_other("/drafts")


@routes.post("/drafts/{id}/unschedule")
async def stay(tx: Write, ask: Ask, _: None) -> Response:
    """It does not go out by itself any more."""
    await unschedule(tx, ask.must().id, ask.id(DraftId))
    return see_other("/drafts")


async def set_cover(ask: Ask, _: None) -> Prepared | None:
    """The cover of a draft of words, before the transaction."""
    return await ask.house.press.cover_of(ask.house.database, ask.must().id, ask.id(DraftId))


@routes.post("/drafts/{id}/publish", prepare=set_cover)
async def go_out(tx: Write, ask: Ask, cover: Prepared | None) -> Response:
    """Publish it as it stands, now."""
    note = await publish_draft(tx, ask.must(), ask.id(DraftId), ask.house.press, cover)
    return see_other(f"/notes/{note.id}")


@routes.post("/notes/{id}/unpublish")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """Undo publishing: everything stands in the composer again."""
    kept = await unpublish(tx, ask.must().id, ask.id(NoteId))
    return see_other(f"/publish?draft={kept.id}")


@routes.get("/publish/places", body=Begun)
async def places(tx: Read, ask: Ask, begun: Begun) -> Response:
    """Places to offer while one is typed."""
    found = await places_like(tx, begun.place[:60], ask.locale) if ask.person else []
    return fragment(ask, "publish/places.html", places=found)


async def _lines(tx: Read, ask: Ask, found: list[KeptDraft]) -> list[Line]:
    firsts = [one.content.pictures[0] for one in found if one.content.pictures]
    shown = await pictures(tx, firsts) if firsts else {}
    moving = await clips(tx, [one.content.clip for one in found if one.content.clip])
    stages = {which: await stage_of(tx, ask, clip) for which, clip in moving.items()}
    return [
        Line(one, _face(one, shown), why_not(ask, one), stages.get(one.content.clip or ClipId(0)))
        for one in found
    ]


def _face(one: KeptDraft, shown: dict[PictureId, Picture]) -> str | None:
    ids = one.content.pictures
    return face(shown.get(ids[0])) if ids and one.content.kind == "photo" else None


def _among(due: list[Line], said: str) -> KeptDraft | None:
    which = DraftId.parse(said)
    return next((line.draft for line in due if line.draft.id == which), None)
