"""Translate: what somebody wrote, in a language of the reader's, when they ask for it."""

from typing import Any

from starlette.responses import Response

from serai.comments import see_comment
from serai.entry import Ask, Asked, Routes, have_turned, reader_of
from serai.kernel import CommentId, NoteId
from serai.notes import see, words_of
from serai.store import Write
from serai.web.note import note_words
from serai.web.profile import head
from serai.web.remark import remark_of
from serai.web.render import fragment, see_other
from serai.web.ties import named

routes = Routes()


async def _note_first(ask: Ask, _: Any) -> Asked:
    async with ask.house.database.read() as look:
        note = await see(look, ask.person.id if ask.person else None, ask.id(NoteId))
        words = await words_of(look, note)
    return await have_turned(ask, words.all)


@routes.post("/notes/{id}/translate", prepare=_note_first)
async def note(tx: Write, ask: Ask, asked: Asked) -> Response:
    """The words of a note in the reader's language."""
    found = await see(tx, ask.person.id if ask.person else None, ask.id(NoteId))
    if not ask.is_htmx:
        return see_other(f"/notes/{found.id}?in={reader_of(ask).target}")
    context = await note_words(tx, ask, found, wanted=True, asked=asked)
    return fragment(ask, "note/words.html", note=found, **context)


async def _comment_first(ask: Ask, _: Any) -> Asked:
    async with ask.house.database.read() as look:
        viewer = ask.person.id if ask.person else None
        found = await see_comment(look, viewer, ask.id(CommentId))
    return await have_turned(ask, [found.text])


@routes.post("/comments/{id}/translate", prepare=_comment_first)
async def comment(tx: Write, ask: Ask, asked: Asked) -> Response:
    """A comment in the reader's language."""
    viewer = ask.person.id if ask.person else None
    found = await see_comment(tx, viewer, ask.id(CommentId))
    if not ask.is_htmx:
        return see_other(f"/notes/{found.note}?in={reader_of(ask).target}#c{found.id}")
    said = await remark_of(tx, ask, await see(tx, viewer, found.note), found, asked)
    return fragment(ask, "note/said.html", said=said)


async def _person_first(ask: Ask, _: Any) -> Asked:
    async with ask.house.database.read() as look:
        found = await named(look, ask)
    return await have_turned(ask, [found.bio])


@routes.post("/@{handle}/translate", prepare=_person_first)
async def person(tx: Write, ask: Ask, asked: Asked) -> Response:
    """What somebody says of themselves, in the reader's language."""
    found = await named(tx, ask)
    if not ask.is_htmx:
        return see_other(f"/@{found.handle}?in={reader_of(ask).target}")
    return fragment(ask, "profile/bio.html", **await head(tx, ask, found, asked))
