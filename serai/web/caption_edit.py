"""Captions of a video of one's own: heard by a machine, written, uploaded, taken away."""

import asyncio
from typing import Any

from msgspec import Struct
from starlette.responses import Response

from serai.clips import Clip, clips
from serai.clips.captions import (
    LONGEST_TEXT,
    MOST,
    Captions,
    Cue,
    captions_of,
    edit_captions,
    every_caption,
    has_sound,
    listen_again,
    listening,
    put_captions_back,
    read_captions,
    remove_captions,
)
from serai.entry import Ask, Routes
from serai.entry.told import tell
from serai.kernel import NoteId, Refusal
from serai.languages import LANGUAGES
from serai.media import pictures
from serai.notes import Note, see_own
from serai.store import Read, Write
from serai.web.answer import ask_in
from serai.web.caption_form import HEARD, READ, SAVE, CaptionForm, form_of
from serai.web.covers import full_view
from serai.web.filters import spoken
from serai.web.render import fragment, page, see_other
from serai.web.settings_profile import OFFERED

routes = Routes()


class Typed(Struct, frozen=True):
    """A form, and the cues of the file that came with it."""

    form: CaptionForm
    read: tuple[Cue, ...] = ()


async def _own(tx: Read, ask: Ask) -> tuple[Note, Clip]:
    """A video note of one's own; raises `Refusal` note.not_found, captions.no_video for another."""
    note = await see_own(tx, ask.must().id, ask.id(NoteId))
    found = (await clips(tx, [note.clip])).get(note.clip) if note.clip is not None else None
    if found is None:
        raise Refusal("captions.no_video")
    return note, found


@routes.get("/notes/{id}/captions")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The captions in one language, to be read over and changed."""
    if ask.person is None:
        return ask_in(ask, f"/notes/{ask.id(NoteId)}/captions")
    note, clip = await _own(tx, ask)
    kept = await _chosen(tx, ask, clip)
    return await _draw(tx, ask, (note, clip), form_of(kept) if kept else _empty(ask))


async def show_again(tx: Read, ask: Ask, sent: CaptionForm | None) -> Response:
    """The page as it was typed, with what is wrong."""
    note, clip = await _own(tx, ask)
    form = sent or _empty(ask)
    if ask.refused is not None and ask.refused.code == "captions.changed_elsewhere":
        now = {one.language: one for one in await every_caption(tx, clip.id)}.get(form.was)
        form.version = str(now.version) if now else ""  # who saves knowingly may
        form.was = form.was if now else ""
    return await _draw(tx, ask, (note, clip), form)


async def _read_first(ask: Ask, form: CaptionForm) -> Typed:
    """A file is read before the transaction; it may be long, and whatever it is."""
    if form.act != READ:
        return Typed(form)
    async with ask.house.database.read() as look:
        _note, clip = await _own(look, ask)
    if form.file is None:
        raise Refusal("captions.no_file")
    cues = await asyncio.to_thread(read_captions, form.file.data, _duration(clip))
    return Typed(form, cues)


@routes.post("/notes/{id}/captions", body=CaptionForm, prepare=_read_first, again=show_again)
async def send(tx: Write, ask: Ask, typed: Typed) -> Response:
    """Keep what is typed; or show the page with one step taken, and nothing kept yet."""
    form = typed.form
    note, clip = await _own(tx, ask)
    if form.act == SAVE:
        made = await edit_captions(tx, ask.must().id, clip.id, form.draft())
        return see_other(f"/notes/{note.id}/captions?language={made.language}&told=saved")
    look_at = None
    if form.act == READ:
        form.put(typed.read)
    elif form.act == HEARD:
        kept = {one.language: one for one in await every_caption(tx, clip.id)}.get(form.was)
        form.put(kept.heard or kept.cues if kept else ())
    else:
        look_at = form.step(_duration(clip))
    if not form.act.startswith("drop:"):
        form.gone = ""
    return await _draw(tx, ask, (note, clip), form, look_at)


@routes.post("/notes/{id}/captions/listen")
async def again(tx: Write, ask: Ask, _: None) -> Response:
    """The machine listens once more."""
    note, clip = await _own(tx, ask)
    await listen_again(tx, ask.must().id, clip.id)
    return see_other(f"/notes/{note.id}/captions")


@routes.post("/notes/{id}/captions/{language}/remove")
async def take_away(tx: Write, ask: Ask, _: None) -> Response:
    """Nobody is shown them any more; the page says so, with a way back."""
    note, clip = await _own(tx, ask)
    language = ask.path["language"]
    await remove_captions(tx, ask.must().id, clip.id, language)
    return see_other(f"/notes/{note.id}/captions?told=removed&gone={language}")


@routes.post("/notes/{id}/captions/{language}/put-back")
async def bring_back(tx: Write, ask: Ask, _: None) -> Response:
    """They stand as they stood."""
    note, clip = await _own(tx, ask)
    language = ask.path["language"]
    await put_captions_back(tx, ask.must().id, clip.id, language)
    return see_other(f"/notes/{note.id}/captions?language={language}")


def _empty(ask: Ask) -> CaptionForm:
    mine = ask.must().languages
    return CaptionForm(language=mine[0] if mine else ask.locale)


def _duration(clip: Clip) -> int | None:
    return clip.probed.duration if clip.probed else None


async def _chosen(tx: Read, ask: Ask, clip: Clip) -> Captions | None:
    """The captions that the address names, else the first; None where new ones are begun."""
    kept = (await captions_of(tx, [clip.id])).get(clip.id, [])
    wanted = ask.query.get("language")
    if wanted == "new":
        return None
    return next((one for one in kept if one.language == wanted), kept[0] if kept else None)


async def _draw(
    tx: Read, ask: Ask, whose: tuple[Note, Clip], form: CaptionForm, look_at: int | None = None
) -> Response:
    note, clip = whose
    context = {
        "note": note,
        "clip": clip,
        "form": form,
        "look_at": look_at,
        "here": "me",
        **await _told(tx, ask, clip, form),
    }
    if ask.is_htmx:
        return fragment(ask, "captions/room.html", **context)
    poster = (await pictures(tx, note.pictures)).get(note.pictures[0])
    return page(
        ask, "captions/show.html", poster=full_view(poster).src if poster else "", **context
    )


async def _told(tx: Read, ask: Ask, clip: Clip, form: CaptionForm) -> dict[str, Any]:
    """What there is beside the form: other languages, and how far the machine is."""
    every = await every_caption(tx, clip.id)
    kept = [one for one in every if one.removed_at is None]
    own = next((one for one in every if one.language == form.was), None)
    progress = await listening(tx, clip.id)
    why = None
    if progress.why is not None:
        no = Refusal(progress.why.code, **progress.why.values)
        why = tell(ask.house.words, ask.locale, no).sentence
    codes = dict.fromkeys((*ask.must().languages, *OFFERED, form.language))
    offered = sorted(
        ((code, spoken(code, ask.locale)) for code in codes if code in LANGUAGES | {form.was}),
        key=lambda pair: pair[1],
    )
    return {
        "own": own,
        "others": [(one.language, spoken(one.language, ask.locale)) for one in kept],
        "offered": offered,
        "stands": progress.stands.state if progress.stands else "",
        "why": why,
        "has_sound": has_sound(clip),
        "most": MOST,
        "longest": LONGEST_TEXT,
        "gone": _gone(ask, every),
        "told": ask.query.get("told", ""),
    }


def _gone(ask: Ask, every: list[Captions]) -> str:
    """The language that was just taken away, where it can be put back."""
    wanted = ask.query.get("gone", "")
    known = (one.language for one in every if one.removed_at is not None)
    return wanted if wanted in known else ""
