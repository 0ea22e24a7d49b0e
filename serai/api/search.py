"""Search: notes, people and topics by words in any script."""

from typing import Annotated, Final

from msgspec import Meta, Struct
from starlette.responses import Response

from serai.api.account_views import PersonView
from serai.api.asking import viewer
from serai.api.note_views import NoteView, note_views, person_views
from serai.api.paging import Page, Paging, answer, cursor, linked, numbers_in, start
from serai.entry import Ask, Routes
from serai.feed import Met, Ranking, Since, Wanted, look_up, topics_called
from serai.kernel import NoteId, PersonId
from serai.notes import Kind, notes_of_topic, people_found
from serai.recommend import TOPICS, topic_name
from serai.search import Near, tidy
from serai.store import Read

routes = Routes()

FIRST: Final = 10
LOOKED_AT: Final = 60
"""Notes whose topics are looked at."""

Typed = Annotated[str, Meta(max_length=4_000)]
PlaceName = Annotated[str, Meta(max_length=200)]


class Search(Struct, frozen=True):
    """What is looked for: every word must occur, words in alphabets by their beginnings."""

    q: Typed = ""


class SearchPaging(Paging, frozen=True):
    """What is looked for, and where the list goes on."""

    q: Typed = ""


class NoteSearch(Paging, frozen=True):
    """What is looked for, in which order, and what is left out.

    `met`: notes not opened yet, opened before, or of people one follows. `exactly` puts no slip
    right.
    """

    q: Typed = ""
    order: Ranking = "best"
    kind: Kind | None = None
    since: Since = "any"
    met: Met = "any"
    place: PlaceName = ""
    exactly: bool = False

    def wanted(self) -> Wanted:
        """The same in the words of `feed`."""
        return Wanted(
            tidy(self.q),
            self.order,
            self.kind,
            self.since,
            self.met,
            tidy(self.place),
            self.exactly,
        )


class Found(Struct, frozen=True):
    """The best notes and people that were found; `/search/notes` and `/search/people` go on."""

    notes: tuple[NoteView, ...]
    people: tuple[PersonView, ...]


class FoundNotes(Struct, frozen=True):
    """A part of the notes found; `next` goes into `after` to read on, and is null at the end.

    `shown` are the words that were looked for, other than those typed where a slip was put right;
    `sounding`: they were read as pinyin too. `many` notes were found, up to 101. Where `capped`,
    the order is that of the newest alone. Those in `alike` have no such word, but mean something
    like it.
    """

    items: tuple[NoteView, ...]
    next: str | None
    shown: str
    sounding: bool
    many: int
    capped: bool
    alike: tuple[NoteId, ...]


class Sought(Struct, frozen=True):
    """What is wanted, the part of the list, and what is near it in meaning."""

    wanted: Wanted
    paging: Paging
    near: Near | None


async def _sought(ask: Ask, asked: Search | NoteSearch) -> Sought:
    """Before any transaction: encoders take their time."""
    wanted = asked.wanted() if isinstance(asked, NoteSearch) else Wanted(tidy(asked.q))
    near = None
    if wanted.by_meaning:
        near = await ask.house.meanings.ask(ask.house.database, ask.house.encoder, wanted.typed)
    return Sought(wanted, asked if isinstance(asked, NoteSearch) else Paging(), near)


@routes.get("/api/serai/v1/search", body=Search, prepare=_sought, answer=Found)
async def search(tx: Read, ask: Ask, sought: Sought) -> Found:
    """Notes and people by words, and notes by their meaning."""
    wanted = sought.wanted
    found = await look_up(tx, viewer(ask), wanted, None, FIRST, sought.near)
    people = await people_found(tx, viewer(ask), wanted.typed, None, FIRST)
    views = await person_views(tx, people)
    return Found(
        notes=tuple(await note_views(tx, ask, found.notes)),
        people=tuple(views[one] for one in people if one in views),
    )


@routes.get("/api/serai/v1/search/notes", body=NoteSearch, prepare=_sought, answer=FoundNotes)
async def search_notes(tx: Read, ask: Ask, sought: Sought) -> Response:
    """Notes by words in title, text, topics and place, or by meaning; of @somebody; of #a topic."""
    numbers = numbers_in(sought.paging.after)
    after = numbers[0] if numbers else None
    limit = sought.paging.limit
    found = await look_up(tx, viewer(ask), sought.wanted, after, limit, sought.near)
    behind = None if found.next is None else cursor(found.next)
    body = FoundNotes(
        tuple(await note_views(tx, ask, found.notes)),
        behind,
        found.reading.shown,
        found.reading.sounding,
        found.many,
        found.capped,
        tuple(note.id for note in found.notes if note.id in found.alike),
    )
    return linked(ask, body, behind)


@routes.get("/api/serai/v1/search/people", body=SearchPaging, answer=Page[PersonView])
async def search_people(tx: Read, ask: Ask, asked: SearchPaging) -> Response:
    """People by handle and name; whoever has exactly the handle first, then the newest."""
    before = start(asked, PersonId)
    people = await people_found(tx, viewer(ask), asked.q, before, asked.limit + 1)
    shown = people[: asked.limit]
    views = await person_views(tx, shown)
    behind = cursor(shown[-1]) if len(people) > asked.limit else None
    return answer(ask, [views[one] for one in shown if one in views], behind)


class FoundTopic(Struct, frozen=True):
    """A topic, what it is called in your language, and how many notes of it you may see."""

    key: str
    name: str
    notes: int


@routes.get("/api/serai/v1/search/topics", body=Search, answer=tuple[FoundTopic, ...])
async def search_topics(tx: Read, ask: Ask, asked: Search) -> list[FoundTopic]:
    """Topics called so: the house's own, and those of the best notes found; twelve at most."""
    typed = tidy(asked.q)
    found = await look_up(tx, viewer(ask), Wanted(typed), None, LOOKED_AT) if typed else None
    called = topics_called(typed, found.notes) if found else []
    return [
        FoundTopic(
            one.key,
            topic_name(one.key, ask.locale) if one.key in TOPICS else one.shown,
            await notes_of_topic(tx, viewer(ask), one.key),
        )
        for one in called
    ]
