"""Settings of one's own feed: everything it listens to, on one page, each thing a small form."""

from typing import Any, Final

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import Person, people
from serai.entry import Ask, Routes
from serai.media import pictures
from serai.recommend import (
    TOPICS,
    WORD_LONGEST,
    Interest,
    avoided_of,
    hushes_of,
    interests_of,
    topic_name,
    wishes_of,
)
from serai.store import Read
from serai.web.covers import face
from serai.web.feed_mode import is_plain
from serai.web.how_long import lengths
from serai.web.render import page, see_other
from serai.web.territories import territories

routes = Routes()

LEVELS: Final = (0.0, 0.3, 0.6, 1.0)
"""What the places of a topic's slider weigh: none, a little, some, a lot."""

PARTS: Final = frozenset({"topics", "mix", "words", "avoided", "learning", "mode"})
"""The parts of the page, by which an address says what was saved."""


class TopicRow(Struct, frozen=True):
    """An interest as the page shows it; `level` is a place of `LEVELS`."""

    interest: Interest
    name: str
    level: int
    resting: bool
    """Avoided as well, so that it waits."""


def level_of(weight: float) -> int:
    """The place of the slider nearest to `weight`; what stands is never shown as none."""
    return min(range(1, len(LEVELS)), key=lambda level: abs(LEVELS[level] - weight))


def place_of_slider(said: str) -> int | None:
    """A place of `LEVELS` as a form says it."""
    found = int(said) if len(said) == 1 and said.isascii() and said.isdigit() else len(LEVELS)
    return found if found < len(LEVELS) else None


def shown_name(key: str, locale: str) -> str:
    """A topic's name, or `#key` where nobody has named it."""
    return topic_name(key, locale) if key in TOPICS else f"#{key}"


@routes.get("/settings/feed")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The page as things stand."""
    return await draw_settings(tx, ask)


def saved(part: str) -> Response:
    """Back to the page, at the part that was changed."""
    return see_other(f"/settings/feed?saved={part}#{part}")


async def draw_settings(tx: Read, ask: Ask, at: str = "", typed: Any = None) -> Response:
    """The page; where a form at the part `at` was refused, with what was `typed` into it."""
    me = ask.must()
    said = ask.query.get("saved", "")
    avoided = await avoided_of(tx, me.id)
    authors = await people(tx, avoided.authors)
    faces = await pictures(tx, [one.avatar for one in authors.values() if one.avatar])
    rows = await _rows(tx, ask, me, frozenset(avoided.topics), typed if at == "topics" else None)
    wishes = await wishes_of(tx, me.id)
    return page(
        ask,
        "settings/feed.html",
        rows=rows,
        offered=_offered(ask, rows),
        wishes=wishes,
        hushed=[
            (one, shown_name(one.what, ask.locale) if one.kind == "topic" else one.what)
            for one in await hushes_of(tx, me.id)
        ],
        lengths=lengths(ask),
        mix=typed if at == "mix" and typed is not None else wishes,
        places_of_earth=territories(ask.locale),
        authors=[
            (who, face(faces.get(who.avatar)) if who.avatar else None)
            for one in avoided.authors
            if (who := authors.get(one)) is not None
        ],
        topics=[(key, shown_name(key, ask.locale)) for key in avoided.topics],
        plain=is_plain(ask),
        at=at,
        typed=typed,
        said=said if said in PARTS and not at else "",
        word_longest=WORD_LONGEST,
    )


async def _rows(
    tx: Read, ask: Ask, me: Person, avoided: frozenset[str], typed: Any
) -> list[TopicRow]:
    """The interests, at the places that were typed where a form comes back."""
    sent = zip(typed.topic, map(place_of_slider, typed.level), strict=False) if typed else ()
    places = {topic: place for topic, place in sent if place is not None}
    return [
        TopicRow(
            one,
            shown_name(one.topic, ask.locale),
            places.get(one.topic, level_of(one.weight)),
            one.topic in avoided,
        )
        for one in await interests_of(tx, me.id)
    ]


def _offered(ask: Ask, rows: list[TopicRow]) -> list[str]:
    """Names of known topics that are not among the interests yet."""
    standing = {row.interest.topic for row in rows}
    return [topic_name(key, ask.locale) for key in TOPICS if key not in standing]
