"""Suggestions while somebody types: what they looked for, topics, people, words that rise."""

from typing import Final, Literal
from urllib.parse import urlencode

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import people
from serai.entry import Ask, Routes
from serai.media import pictures
from serai.notes import people_found
from serai.search import history_of, spots, tidy
from serai.store import Read
from serai.web.covers import face
from serai.web.hot import without_unwished
from serai.web.prose import topic_address
from serai.web.render import fragment
from serai.web.search_topics import topics_for

routes = Routes()

EACH: Final = 4
"""Suggestions of a kind, at most."""


class Suggestion(Struct, frozen=True):
    """A line: where it leads and what it says; `second` beside it, `face` for people."""

    kind: Literal["past", "topic", "person", "rising"]
    href: str
    words: str
    second: str = ""
    face: str | None = None
    person: object = None


@routes.get("/search/suggest")
async def suggest(tx: Read, ask: Ask, _: None) -> Response:
    """Lines for what is typed so far; without letters, what was looked for before."""
    typed = tidy(ask.query.get("q", ""))
    lines = [*await past(tx, ask, typed), *_topics(ask, typed), *await _people(tx, ask, typed)]
    lines += await rising(tx, ask, typed)
    known: dict[str, Suggestion] = {}
    for line in lines:
        known.setdefault(line.href, line)
    return fragment(ask, "search/suggestions.html", lines=list(known.values()))


async def past(tx: Read, ask: Ask, typed: str) -> list[Suggestion]:
    """What they looked for before, where it holds what is typed."""
    if ask.person is None:
        return []
    searches = (await history_of(tx, ask.person.id)).searches
    fitting = [one.typed for one in searches if not typed or spots(one.typed, typed)]
    return [Suggestion("past", _search(one), one) for one in fitting[:EACH]]


async def rising(tx: Read, ask: Ask, typed: str) -> list[Suggestion]:
    """What many look for today, where it holds what is typed."""
    rows = await without_unwished(tx, ask, ask.house.hot.rows)
    words = [row.what for row in rows if row.kind == "search"]
    fitting = [one for one in words if not typed or spots(one, typed)]
    return [Suggestion("rising", _search(one), one) for one in fitting[:EACH]]


def _topics(ask: Ask, typed: str) -> list[Suggestion]:
    found = topics_for(typed, ask.locale)[:EACH] if typed else []
    return [Suggestion("topic", topic_address(one.key), one.name) for one in found]


async def _people(tx: Read, ask: Ask, typed: str) -> list[Suggestion]:
    viewer = ask.person.id if ask.person else None
    ids = await people_found(tx, viewer, typed, None, EACH) if typed else []
    found = await people(tx, ids) if ids else {}
    faces = await pictures(tx, [one.avatar for one in found.values() if one.avatar])
    return [
        Suggestion(
            "person",
            f"/@{one.handle}",
            one.name,
            f"@{one.handle}",
            face(faces.get(one.avatar)) if one.avatar else None,
            one,
        )
        for key in ids
        if (one := found.get(key)) is not None
    ]


def _search(words: str) -> str:
    return f"/search?{urlencode({'q': words})}"
