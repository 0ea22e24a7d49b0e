"""Search: notes, people and topics found by words in any script, in tabs of one page."""

from functools import partial
from typing import Final

from msgspec import Struct
from starlette.background import BackgroundTask
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import COUNTED, RANKED, TIER, NoteList, look_up
from serai.kernel import NoteId, PersonId
from serai.notes import people_found
from serai.search import History, Near, countable, history_of, remember_search
from serai.store import Database, Read
from serai.web.cards import lay_out
from serai.web.channels import Channel
from serai.web.hot import row_of, without_unwished
from serai.web.people_rows import PersonRow, person_rows
from serai.web.render import fragment, page
from serai.web.search_address import TABS, Place, Tab, place_in
from serai.web.search_marks import place_found
from serai.web.search_topics import all_topics, topics_for, with_counts

routes = Routes()

SHOWN: Final = 20
PEOPLE: Final = 24
BRIEF: Final = 3
"""People above the notes."""


class TabView(Struct, frozen=True):
    """A tab: where it leads, and how many it holds; `many` says that there are more."""

    tab: Tab
    href: str
    count: int
    many: bool


async def _near(ask: Ask, _: None) -> Near | None:
    """Where what was typed stands among the notes' meanings; before any transaction."""
    wanted = place_in(ask.query).wanted
    if not wanted.by_meaning:
        return None
    return await ask.house.meanings.ask(ask.house.database, ask.house.encoder, wanted.typed)


@routes.get("/search", prepare=_near)
async def show(tx: Read, ask: Ask, near: Near | None) -> Response:
    """What was found for `q`; without words, what one looked for before and what others do."""
    place = place_in(ask.query)
    after = _after(ask.query.get("after", ""))
    typed = place.wanted.typed
    if not typed:
        return await _begin(tx, ask)
    if ask.is_htmx and place.tab == "notes":
        return await _more(tx, ask, place, after, near)
    drawn = await _found(tx, ask, place, after, near)
    if ask.person is not None and after is None:
        if word := countable(typed):
            ask.house.hot.look(word, ask.person.id)
        drawn.background = BackgroundTask(_remember, ask.house.database, ask.person.id, typed)
    return drawn


async def _remember(database: Database, person: PersonId, typed: str) -> None:
    async with database.write() as tx:
        await remember_search(tx, person, typed)


def _after(said: str) -> int | None:
    found = NoteId.parse(said)
    return None if found is None else int(found)


async def _begin(tx: Read, ask: Ask) -> Response:
    rows = await without_unwished(tx, ask, ask.house.hot.rows)
    past = await history_of(tx, ask.person.id) if ask.person else History((), kept=False)
    return page(
        ask,
        "search/begin.html",
        q="",
        past=past,
        rising=[row_of(ask, row) for row in rows if row.kind == "search"],
        topics=all_topics(ask.locale),
        here="search",
    )


async def _more(tx: Read, ask: Ask, place: Place, after: int | None, near: Near | None) -> Response:
    viewer = ask.person.id if ask.person else None
    found = await look_up(tx, viewer, place.wanted, after, SHOWN, near)
    cards = await lay_out(tx, ask, place_found(ask, found))
    return fragment(ask, "explore/more.html", cards=cards, more=_next(place, found))


def _next(place: Place, found: NoteList) -> str:
    return f"{place.address()}&after={found.next}" if found.next is not None else ""


async def _found(
    tx: Read, ask: Ask, place: Place, after: int | None, near: Near | None
) -> Response:
    viewer = ask.person.id if ask.person else None
    typed = place.wanted.typed
    limit = SHOWN if place.tab == "notes" else 3 * SHOWN
    found = await look_up(tx, viewer, place.wanted, after, limit, near)
    ids = await people_found(tx, viewer, typed, None, PEOPLE + 1)
    topics = topics_for(typed, ask.locale, found.notes)
    counts = {
        "notes": (found.many, COUNTED),
        "people": (len(ids), PEOPLE),
        "topics": (len(topics), len(topics)),
    }
    tabs = [
        TabView(tab, place.at(tab), min(counts[tab]), counts[tab][0] > counts[tab][1])
        for tab in TABS
    ]
    draw = partial(
        page,
        ask,
        q=typed,
        at=place,
        tabs=tabs,
        found=found,
        here="search",
    )
    if place.tab == "people":
        met = await person_rows(tx, ask, ids[:PEOPLE])
        return draw("search/people.html", met=met, more=len(ids) > PEOPLE)
    if place.tab == "topics":
        return draw("search/topics.html", rows=await with_counts(tx, ask, topics))
    above: list[PersonRow] = await person_rows(tx, ask, ids[:BRIEF]) if after is None else []
    beside: list[Channel] = topics if after is None else []
    return draw(
        "search/notes.html",
        cards=await lay_out(tx, ask, place_found(ask, found)),
        more=_next(place, found),
        people=above,
        topics=beside,
        newest=RANKED if place.wanted.order != "best" else TIER,
    )
