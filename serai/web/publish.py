"""The composer: pictures, or words that become one, published as a note."""

import base64
from itertools import zip_longest
from secrets import token_urlsafe

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import Person
from serai.entry import Ask, Routes
from serai.kernel import DraftId, NoteId, PictureId
from serai.media import COLOURS, STYLES, WORDS_LIMIT, Picture, pictures
from serai.notes import AUDIENCES, publish
from serai.notes.drafts import go_when_ready, schedule, see_draft, unschedule, used_up
from serai.store import Read, Write
from serai.web.answer import ask_in
from serai.web.covers import face
from serai.web.publish_clip import is_waiting, stage_of_form
from serai.web.publish_crop import cutting
from serai.web.publish_form import KEEPS, PUBLISH, SCHEDULE, STAY, NoteForm
from serai.web.publish_keep import form_of_kept, keep_form, keeping, moment_of, version_of
from serai.web.publish_motion import Moves, moves
from serai.web.publish_origin import origins, platform
from serai.web.publish_pictures import Ready, make_ready, photo_of, style_of, with_pictures
from serai.web.render import page, see_other

routes = Routes()


class CoverForm(Struct, frozen=True):
    """Words to look at as a picture."""

    words: str = ""
    style: str = ""
    behind: str = ""


class Shot(Struct, frozen=True):
    """A picture in the composer."""

    picture: Picture
    src: str
    alt: str
    moves: Moves | None


@routes.get("/publish")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The empty composer; a stranger is asked in first.

    `?topic=` begins with a topic, `?draft=` goes on with a draft.
    """
    if ask.person is None:
        return ask_in(ask, "/publish")
    which = DraftId.parse(ask.query.get("draft", ""))
    if which is not None:
        return await open_draft(tx, ask, which)
    topic = ask.query.get("topic", "")[:40]
    return await draw_composer(tx, ask, NoteForm(topics=f"#{topic}" if topic else ""))


async def show_again(tx: Read, ask: Ask, sent: NoteForm | None) -> Response:
    """The composer as it was sent, with what is wrong."""
    return await draw_composer(tx, ask, sent or NoteForm())


@routes.post("/publish", body=NoteForm, prepare=make_ready, again=show_again)
async def send(tx: Write, ask: Ask, ready: Ready) -> Response:
    """Publish and land on the note; the other buttons draw the composer anew."""
    form = ready.form
    if form.act in KEEPS:
        return await keep_for_later(tx, ask, form)
    if form.act != PUBLISH:
        return await draw_composer(tx, ask, form, preview=ready.preview)
    me = ask.must()
    if form.kind == "video" and await is_waiting(tx, me.id, form):
        return await go_out_later(tx, ask, form)
    draft = await with_pictures(tx, ask, ready)
    note = await publish(tx, me, draft, ask.house.limits.note)
    await used_up(tx, me.id, DraftId.parse(form.kept), form.hand, version_of(form))
    return see_other(f"/notes/{note.id}")


async def keep_for_later(tx: Write, ask: Ask, form: NoteForm) -> Response:
    """Save the form as a draft, and tell it to go out at its time where that is asked."""
    kept, parted = await keep_form(tx, ask, form)
    if form.act == SCHEDULE:
        await schedule(tx, kept.owner, kept.id, moment_of(form), ask.house.limits.note)
        return see_other(f"/drafts?scheduled={kept.id}")
    if form.act == STAY:
        await unschedule(tx, kept.owner, kept.id)
    return see_other(f"/publish?draft={kept.id}{'&parted' if parted else ''}")


async def go_out_later(tx: Write, ask: Ask, form: NoteForm) -> Response:
    """The video is not ready yet: the note goes out by itself as soon as it is."""
    kept, _ = await keep_form(tx, ask, form)
    await go_when_ready(tx, kept.owner, kept.id, ask.house.limits.note)
    return see_other(f"/drafts?waits={kept.id}")


async def open_draft(tx: Read, ask: Ask, which: DraftId) -> Response:
    """The composer filled with a draft as it was saved last."""
    kept = await see_draft(tx, ask.must().id, which)
    return await draw_composer(tx, ask, form_of_kept(kept, ask.house.clock.now()))


async def set_preview(ask: Ask, form: CoverForm) -> bytes:
    """The cover as it will be."""
    ask.must()
    note = NoteForm(words=form.words, style=form.style, behind=form.behind)
    photo = await photo_of(ask, note)
    return await ask.house.darkroom.preview(form.words, style_of(note), photo)


@routes.post("/publish/cover", body=CoverForm, prepare=set_preview)
async def look(_tx: Write, _ask: Ask, cover: bytes) -> Response:
    """The cover alone, for the composer's script; nothing is kept."""
    headers = {"cache-control": "private, no-store"}
    return Response(cover, headers=headers, media_type="image/webp")


async def draw_composer(
    tx: Read, ask: Ask, form: NoteForm, *, preview: bytes = b"", note: NoteId | None = None
) -> Response:
    """The composer filled with `form`, for a new note or the one that is edited."""
    uri = f"data:image/webp;base64,{base64.b64encode(preview).decode()}" if preview else ""
    return page(
        ask,
        "publish/compose.html",
        form=form,
        action=f"/notes/{note}/edit" if note else "/publish",
        once=form.once or token_urlsafe(12),
        shots=await _shots(tx, ask, ask.person, form) if ask.person else [],
        cutting=await cutting(tx, ask, form) if ask.person else None,
        stage=await stage_of_form(tx, ask, form),
        preview=uri,
        colours=COLOURS,
        style=form.style if form.style in STYLES else STYLES[0],
        audiences=AUDIENCES,
        origins=await origins(tx, ask, note),
        platform=platform,
        limits=ask.house.limits,
        words_limit=WORDS_LIMIT,
        **await keeping(tx, ask, form, is_new=note is None),
    )


async def _shots(tx: Read, ask: Ask, author: Person, form: NoteForm) -> list[Shot]:
    """The form's pictures as far as they are the author's; ids that are none fall away."""
    ids = [PictureId.parse(text) for text in form.picture]
    kept = await pictures(tx, [which for which in ids if which is not None])
    moving = await moves(tx, ask, [one for one in kept.values() if one.owner == author.id])
    return [
        Shot(one, face(one) or "", one.alt if alt is None else alt, moving.get(one.id))
        for which, alt in zip_longest(ids, form.alt[: len(ids)])
        if which and (one := kept.get(which)) and one.owner == author.id
    ]
