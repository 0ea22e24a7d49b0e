"""Pictures on their way into a note: taken in before the note, so that none is sent twice."""

from msgspec import Struct
from msgspec.structs import replace

from serai.accounts import Person
from serai.clips import bring_from, move
from serai.entry import Ask
from serai.kernel import PictureId, Refusal
from serai.media import STYLES, Prepared, Style, behind, describe, prepare, receive, set_cover
from serai.notes import Draft
from serai.store import Write
from serai.web.publish_clip import do_with_clip, take_in_clip
from serai.web.publish_crop import cut_in
from serai.web.publish_form import LOOK, ONCE, PUBLISH, NoteForm
from serai.web.publish_motion import still_in


class Ready(Struct, frozen=True):
    """A form whose pictures are kept; `cover` is set in type, `preview` a WebP to look at."""

    form: NoteForm
    cover: Prepared | None = None
    preview: bytes = b""


async def make_ready(ask: Ask, form: NoteForm) -> Ready:
    """Before the note's transaction: decode, cut, set in type.

    Each file is kept in a transaction of its own, so that a form refused later still has it.
    """
    author = ask.must()
    if form.act not in ONCE:
        form.once = ""  # looking and adding may be repeated
    form.rearrange()
    await take_in(ask, author, form)
    await take_in_behind(ask, author, form)
    await cut_in(ask, form)
    await still_in(ask, form)
    await take_in_clip(ask, author.id, form)
    await do_with_clip(ask, author, form)
    house = ask.house
    if form.kind != "text":
        return Ready(form)
    if form.act == LOOK:
        photo = await photo_of(ask, form)
        return Ready(form, preview=await house.darkroom.preview(form.words, style_of(form), photo))
    if form.act != PUBLISH:
        return Ready(form)
    photo, style = await photo_of(ask, form), style_of(form)
    return Ready(form, await set_cover(house.darkroom, house.blobs, form.words, style, photo))


async def take_in(ask: Ask, author: Person, form: NoteForm) -> None:
    """Receive the form's files and note them down in it, one by one."""
    files, form.files = form.files, ()
    house, limits = ask.house, ask.house.limits
    if len(files) + len(form.picture) > limits.note.pictures:
        raise Refusal("note.too_many_pictures", limit=limits.note.pictures)
    for file in files:
        made = await prepare(house.darkroom, house.blobs, file.data, limits.picture)
        motion = await bring_from(house.database, house.crew, author.id, file.data)
        async with house.database.write() as tx:
            kept = await receive(tx, author.id, made, limits=limits.picture)
            if motion is not None:
                await move(tx, author.id, kept.id, motion)
        form.add(kept.id)


async def take_in_behind(ask: Ask, author: Person, form: NoteForm) -> None:
    """Receive the picture that shall stand behind the words."""
    files, form.behind_file = form.behind_file, ()
    limits = ask.house.limits.picture
    for file in files[:1]:
        made = await prepare(ask.house.darkroom, ask.house.blobs, file.data, limits)
        async with ask.house.database.write() as tx:
            form.behind = str((await receive(tx, author.id, made, limits=limits)).id)


async def photo_of(ask: Ask, form: NoteForm) -> bytes:
    """The picture behind the words where the style has one; raises media.cover_photo_missing."""
    if form.style != "photo":
        return b""
    which = PictureId.parse(form.behind)
    async with ask.house.database.read() as look:
        return await behind(look, ask.house.blobs, ask.must().id, which)


async def with_pictures(tx: Write, ask: Ask, ready: Ready) -> Draft:
    """The draft with its pictures described; a text note's cover is received here."""
    author, limits, draft = ask.must(), ask.house.limits.picture, ready.form.draft()
    if ready.cover is not None:
        alt = ready.form.words.strip()
        cover = await receive(tx, author.id, ready.cover, alt, limits)
        return replace(draft, pictures=(cover.id,))
    for picture, alt in ready.form.shots():
        await describe(tx, author.id, picture, alt, limits)
    return draft


def style_of(form: NoteForm) -> Style:
    """The style the form names, the first where it names none."""
    if not form.style:
        return STYLES[0]
    if form.style not in STYLES:
        raise Refusal("media.cover_style_unknown")
    return next(style for style in STYLES if style == form.style)
