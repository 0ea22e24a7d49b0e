"""A note of one's own: edited, withdrawn, brought back."""

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import NoteId, PictureId
from serai.media import discard, pictures
from serai.notes import Note, edit, in_notes, restore, see_own, withdraw
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, said
from serai.web.publish import draw_composer
from serai.web.publish_form import PUBLISH, NoteForm, form_of
from serai.web.publish_pictures import Ready, make_ready, with_pictures
from serai.web.render import see_other

routes = Routes()


@routes.get("/notes/{id}/edit")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The composer filled with the note as it stands."""
    which = ask.id(NoteId)
    if ask.person is None:
        return ask_in(ask, f"/notes/{which}/edit")
    note = await see_own(tx, ask.person.id, which)
    form = form_of(note)
    kept = await pictures(tx, note.pictures)
    if note.kind == "video":
        form.picture, form.clip_alt = (), kept[note.pictures[0]].alt if kept else ""
        return await draw_composer(tx, ask, form, note=which)
    form.alt = tuple(kept[one].alt if one in kept else "" for one in note.pictures)
    return await draw_composer(tx, ask, form, note=which)


async def show_again(tx: Read, ask: Ask, sent: NoteForm | None) -> Response:
    """The composer as it was sent, with what is wrong."""
    which = ask.id(NoteId)
    note = await see_own(tx, ask.must().id, which)
    return await draw_composer(tx, ask, sent or form_of(note), note=which)


@routes.post("/notes/{id}/edit", body=NoteForm, prepare=make_ready, again=show_again)
async def send(tx: Write, ask: Ask, ready: Ready) -> Response:
    """Change the note and land on it; pictures it no longer shows are forgotten."""
    author = ask.must()
    note = await see_own(tx, author.id, ask.id(NoteId))
    if ready.form.act != PUBLISH:
        return await draw_composer(tx, ask, ready.form, preview=ready.preview, note=note.id)
    draft = await with_pictures(tx, ask, ready)
    edited = await edit(tx, author, note.id, draft, ask.house.limits.note)
    for picture in _let_go(note, edited):
        if not await in_notes(tx, picture):
            await discard(tx, note.author, picture)
    return see_other(f"/notes/{note.id}")


def _let_go(before: Note, after: Note) -> set[PictureId]:
    had = {*before.pictures, *filter(None, (before.cover_photo,))}
    return had - {*after.pictures, after.cover_photo}


@routes.post("/notes/{id}/withdraw")
async def take_back(tx: Write, ask: Ask, _: None) -> Response:
    """Nobody meets the note any more; one button brings it back."""
    which = ask.id(NoteId)
    await withdraw(tx, ask.must().id, which)
    words = ask.gettext("Your note is withdrawn. Nobody can see it now.")
    return said(ask, Said(words, f"/notes/{which}/restore"), gone_note={"note": str(which)})


@routes.post("/notes/{id}/restore")
async def bring_back(tx: Write, ask: Ask, _: None) -> Response:
    """The note stands where it stood."""
    note = await restore(tx, ask.must().id, ask.id(NoteId))
    return see_other(f"/notes/{note.id}")
