"""Translate: what somebody wrote, in a language of the reader's, when they ask for it."""

from typing import Any

from starlette.responses import Response

from serai.comments import see_comment
from serai.entry import Ask, Routes, Turning, have_turned, reader_of
from serai.kernel import CommentId, NoteId
from serai.notes import see, words_of
from serai.store import Read
from serai.web.note import note_words
from serai.web.profile import head
from serai.web.remark import remark_of
from serai.web.render import fragment, see_other
from serai.web.ties import named

routes = Routes()


async def _note_first(ask: Ask, _: Any) -> Turning:
    async with ask.house.database.read() as look:
        note = await see(look, ask.person.id if ask.person else None, ask.id(NoteId))
        words = await words_of(look, note)
    return await have_turned(ask, words.all, reader_of(ask))


@routes.post("/notes/{id}/translate", prepare=_note_first, only_reads=True)
async def note(tx: Read, ask: Ask, turning: Turning) -> Response:
    """The words of a note in the reader's language."""
    found = await see(tx, ask.person.id if ask.person else None, ask.id(NoteId))
    if not ask.is_htmx:
        return see_other(f"/notes/{found.id}?in={reader_of(ask).target}")
    context = await note_words(tx, ask, found, wanted=True, turning=turning)
    return fragment(ask, "note/words.html", note=found, **context)


async def _comment_first(ask: Ask, _: Any) -> Turning:
    async with ask.house.database.read() as look:
        viewer = ask.person.id if ask.person else None
        found = await see_comment(look, viewer, ask.id(CommentId))
    return await have_turned(ask, [found.text], reader_of(ask))


@routes.post("/comments/{id}/translate", prepare=_comment_first, only_reads=True)
async def comment(tx: Read, ask: Ask, turning: Turning) -> Response:
    """A comment in the reader's language."""
    viewer = ask.person.id if ask.person else None
    found = await see_comment(tx, viewer, ask.id(CommentId))
    if not ask.is_htmx:
        return see_other(f"/notes/{found.note}?in={reader_of(ask).target}#c{found.id}")
    said = await remark_of(tx, ask, await see(tx, viewer, found.note), found, turning)
    return fragment(ask, "note/said.html", said=said)


async def _person_first(ask: Ask, _: Any) -> Turning:
    async with ask.house.database.read() as look:
        found = await named(look, ask)
    return await have_turned(ask, [found.bio], reader_of(ask))


@routes.post("/@{handle}/translate", prepare=_person_first, only_reads=True)
async def person(tx: Read, ask: Ask, turning: Turning) -> Response:
    """What somebody says of themselves, in the reader's language."""
    found = await named(tx, ask)
    if not ask.is_htmx:
        return see_other(f"/@{found.handle}?in={reader_of(ask).target}")
    return fragment(ask, "profile/bio.html", **await head(tx, ask, found, turning))
