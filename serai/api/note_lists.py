"""Lists of notes: of a person, of a topic, withdrawn ones of one's own."""

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response

from serai.api.asking import named, viewer
from serai.api.note_views import NoteView, note_views
from serai.api.paging import Page, Paging, answer, cursor, start
from serai.entry import Ask, Routes
from serai.kernel import NoteId, Refusal
from serai.notes import Note, by_author, by_topic, withdrawn_by
from serai.recommend import canonical
from serai.store import Read

routes = Routes()

NAME_LONGEST: Final = 200


async def notes_page(tx: Read, ask: Ask, found: Sequence[Note], limit: int) -> Response:
    """The first `limit` of `found`, which was asked for one more."""
    behind = cursor(found[limit - 1].id) if len(found) > limit else None
    return answer(ask, await note_views(tx, ask, found[:limit]), behind)


@routes.get("/api/serai/v1/people/{handle}/notes", body=Paging, answer=Page[NoteView])
async def notes_of_person(tx: Read, ask: Ask, paging: Paging) -> Response:
    """What somebody published, newest first, as far as you may see it."""
    author = await named(tx, ask)
    before = start(paging, NoteId)
    found = await by_author(tx, viewer(ask), author.id, before, paging.limit + 1)
    return await notes_page(tx, ask, found, paging.limit)


@routes.get("/api/serai/v1/topics/{name}/notes", body=Paging, answer=Page[NoteView])
async def notes_of_topic(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Notes of a topic in any of its spellings, newest first, as far as you may see them."""
    name = ask.path["name"]
    if len(name) > NAME_LONGEST or not name.isprintable():
        raise Refusal("entry.not_found")
    topic = canonical(name)
    before = start(paging, NoteId)
    found = await by_topic(tx, viewer(ask), topic, before, paging.limit + 1)
    return await notes_page(tx, ask, found, paging.limit)


@routes.get("/api/serai/v1/me/withdrawn", body=Paging, answer=Page[NoteView])
async def read_withdrawn(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Notes you withdrew and may restore, newest first; nobody else sees them."""
    before = start(paging, NoteId)
    found = await withdrawn_by(tx, ask.must().id, before, paging.limit + 1)
    return await notes_page(tx, ask, found, paging.limit)
