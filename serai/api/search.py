"""Search: notes and people by words in any script."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import viewer
from serai.api.note_lists import notes_page
from serai.api.note_views import NoteView, note_views, person_views
from serai.api.paging import Page, Paging, answer, cursor, start
from serai.entry import Ask, Routes
from serai.kernel import NoteId, PersonId
from serai.notes import found, people_found
from serai.store import Read

routes = Routes()

FIRST = 10

Typed = Annotated[str, Meta(max_length=4_000)]


class Search(Struct, frozen=True):
    """What is looked for: every word must occur, words in alphabets by their beginnings."""

    q: Typed = ""


class SearchPaging(Paging, frozen=True):
    """What is looked for, and where the list goes on."""

    q: Typed = ""


class Found(Struct, frozen=True):
    """The newest notes and people that were found; `/search/notes` and `/search/people` go on."""

    notes: tuple[NoteView, ...]
    people: tuple[PersonView, ...]


@routes.get("/api/serai/v1/search", body=Search, answer=Found)
async def search(tx: Read, ask: Ask, asked: Search) -> Found:
    """Notes and people by words."""
    notes = await found(tx, viewer(ask), asked.q, None, FIRST)
    people = await people_found(tx, viewer(ask), asked.q, None, FIRST)
    views = await person_views(tx, people)
    return Found(
        notes=tuple(await note_views(tx, ask, notes)),
        people=tuple(views[one] for one in people if one in views),
    )


@routes.get("/api/serai/v1/search/notes", body=SearchPaging, answer=Page[NoteView])
async def search_notes(tx: Read, ask: Ask, asked: SearchPaging) -> Response:
    """Notes by words in title, text and topics, newest first."""
    before = start(asked, NoteId)
    notes = await found(tx, viewer(ask), asked.q, before, asked.limit + 1)
    return await notes_page(tx, ask, notes, asked.limit)


@routes.get("/api/serai/v1/search/people", body=SearchPaging, answer=Page[PersonView])
async def search_people(tx: Read, ask: Ask, asked: SearchPaging) -> Response:
    """People by handle and name; whoever has exactly the handle first, then the newest."""
    before = start(asked, PersonId)
    people = await people_found(tx, viewer(ask), asked.q, before, asked.limit + 1)
    shown = people[: asked.limit]
    views = await person_views(tx, shown)
    behind = cursor(shown[-1]) if len(people) > asked.limit else None
    return answer(ask, [views[one] for one in shown if one in views], behind)
