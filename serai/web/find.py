"""Search: notes, people and topics found by words in any script."""

import unicodedata
from typing import Final

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import find, people
from serai.entry import Ask, Routes
from serai.kernel import NoteId, PersonId
from serai.media import pictures
from serai.notes import Note, by_author, by_topic, found, people_found
from serai.recommend import TOPICS, canonical, topic_name
from serai.search import countable
from serai.store import Read
from serai.web.cards import lay_out, place_all
from serai.web.channels import Channel
from serai.web.covers import face
from serai.web.render import fragment, page

routes = Routes()

SHOWN: Final = 20
PEOPLE: Final = 8
LONGEST: Final = 200


class FoundPerson(Struct, frozen=True):
    """Somebody in the list."""

    person: object
    face: str | None


@routes.get("/search")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """What was found for `q`; without words, topics to begin with."""
    typed = tidy(ask.query.get("q", ""))
    viewer = ask.person.id if ask.person else None
    before = NoteId.parse(ask.query.get("before", ""))
    notes = await _notes(tx, viewer, typed, before) if typed else []
    cards = await lay_out(tx, ask, place_all(notes[:SHOWN]))
    more = ""
    if len(notes) > SHOWN:
        more = str(ask.request.url.include_query_params(before=int(notes[SHOWN - 1].id)).query)
        more = f"/search?{more}"
    if ask.is_htmx:
        return fragment(ask, "explore/more.html", cards=cards, more=more)
    if ask.person is not None and before is None and (word := countable(typed)):
        ask.house.hot.look(word, ask.person.id)
    return page(
        ask,
        "search/show.html",
        q=typed,
        cards=cards,
        more=more,
        people=await _people(tx, ask, typed) if typed and before is None else [],
        topics=topics_for(typed, ask.locale) if before is None else [],
        here="search",
    )


async def _notes(
    tx: Read, viewer: PersonId | None, typed: str, before: NoteId | None
) -> list[Note]:
    """Notes of @somebody, notes under #a topic, or else notes with every word; one too many."""
    sign, name = typed[:1], typed[1:]
    if sign in {"@", "\uff20"} and (author := await find(tx, name)) is not None:
        return await by_author(tx, viewer, author.id, before, SHOWN + 1)
    if sign in {"#", "\uff03"} and await by_topic(tx, viewer, canonical(name), None, 1):
        return await by_topic(tx, viewer, canonical(name), before, SHOWN + 1)
    return await found(tx, viewer, typed, before, SHOWN + 1)


def tidy(typed: str) -> str:
    """What was typed, on one line and bounded."""
    bare = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in typed[: 4 * LONGEST])
    return " ".join(bare.split())[:LONGEST]


def topics_for(typed: str, locale: str) -> list[Channel]:
    """Topics whose name or alias is, or begins with, what was typed; all of them for nothing."""
    if not typed:
        return [Channel(key, topic_name(key, locale)) for key in TOPICS]
    word = canonical(typed.lstrip("#＃"))
    if word in TOPICS:
        return [Channel(word, topic_name(word, locale))]
    folded = typed.casefold()
    return [
        Channel(key, topic_name(key, locale))
        for key, topic in TOPICS.items()
        if any(name.casefold().startswith(folded) for name in (*topic.names.values(), key))
    ]


async def _people(tx: Read, ask: Ask, typed: str) -> list[FoundPerson]:
    viewer = ask.person.id if ask.person else None
    ids = await people_found(tx, viewer, typed, None, PEOPLE)
    persons = await people(tx, ids)
    faces = await pictures(tx, [one.avatar for one in persons.values() if one.avatar])
    return [
        FoundPerson(one, face(faces.get(one.avatar)) if one.avatar else None)
        for key in ids
        if (one := persons.get(key)) is not None
    ]
