"""Feeds with the exact reason of each place, and the glances that teach them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Final

from msgspec import Meta, Struct

from serai.api.asking import viewer
from serai.api.note_views import NoteView, note_views
from serai.entry import Ask, Routes, understood
from serai.feed import (
    Asked,
    Glance,
    Page,
    Part,
    Reason,
    Sorting,
    chronological,
    following,
    for_you,
    glance,
    nearby,
    plain,
    topic,
    watch,
)
from serai.kernel import Refusal, iso
from serai.recommend import Engine, canonical
from serai.store import Read, Write

routes = Routes()

Serve = Callable[[Read, Engine, Asked], Awaitable[Page]]

FEEDS: Final[Mapping[str, Serve]] = {
    "for_you": for_you,
    "following": following,
    "chronological": chronological,
    "plain": plain,
    "nearby": nearby,
    "watch": watch,
}
TOPICS: Final[Mapping[str, Sorting]] = {
    "topic": "best",
    "topic_newest": "newest",
    "topic_liked": "liked",
}
LONGEST: Final = 72


class FeedPaging(Struct, frozen=True):
    """Where a feed goes on (`next` of the page before; empty: at its start), and how far.

    `topics` (with commas between them) and `place` (a territory) lean the feeds `plain` and
    `nearby`, which know nothing else; other feeds leave them aside.
    """

    after: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]*$", max_length=6_000)] = ""
    limit: Annotated[int, Meta(ge=1, le=50)] = 20
    topics: Annotated[str, Meta(max_length=600)] = ""
    place: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""


class CardView(Struct, frozen=True):
    """A note in its place; `parts` sum to `score`, `source` found it, `reason` says it in short.

    `propensity` is how likely this note was to stand here, where the place is kept for a new one,
    else 0. Feeds in order of time sum nothing.
    """

    note: NoteView
    slot: int
    source: str
    score: float
    parts: tuple[Part, ...]
    reason: Reason | None
    propensity: float


class DroppedView(Struct, frozen=True):
    """How many notes were found and left out by a rule."""

    rule: str
    count: int


class FeedView(Struct, frozen=True):
    """A page of a feed; `version` is that of the public weights, `folded` how much log it knew."""

    id: str
    feed: str
    at: str
    version: str
    folded: int
    cards: tuple[CardView, ...]
    dropped: tuple[DroppedView, ...]
    next: str | None


@routes.get("/api/serai/v1/feeds/{name}", body=FeedPaging, answer=FeedView)
async def read_feed(tx: Read, ask: Ask, paging: FeedPaging) -> FeedView:
    """A page of `for_you`, `watch`, `following`, `plain`, `nearby`, `chronological`, `topic:NAME`.

    Each with its sums; `topic_newest:NAME` and `topic_liked:NAME` stand in one plain order.
    """
    asked = Asked(
        viewer=viewer(ask),
        languages=_languages(ask),
        topics=tuple([canonical(word) for word in paging.topics.split(",") if word.strip()]),
        place=paging.place,
        count=paging.limit,
        after=paging.after or None,
    )
    page = await _page(tx, ask, asked)
    views = await note_views(tx, ask, [card.note for card in page.shown])
    return FeedView(
        id=page.id,
        feed=page.feed,
        at=iso(page.at),
        version=page.version,
        folded=page.folded,
        cards=tuple(
            CardView(
                view,
                card.slot,
                card.source,
                card.score,
                card.parts,
                card.reason,
                card.propensity,
            )
            for view, card in zip(views, page.shown, strict=True)
        ),
        dropped=tuple(DroppedView(one.rule, len(one.notes)) for one in page.dropped),
        next=page.more,
    )


def _languages(ask: Ask) -> tuple[str, ...]:
    """What the person reads or can have translated.

    Of feeds that read nothing of them it is the language they are answered in.
    """
    if ask.path["name"] in {"plain", "nearby"}:
        return (ask.locale,)
    return understood(ask) if ask.person else ()


async def _page(tx: Read, ask: Ask, asked: Asked) -> Page:
    name = ask.path["name"]
    if name in FEEDS:
        return await FEEDS[name](tx, ask.house.engine, asked)
    kind, _, about = name.partition(":")
    if kind in TOPICS and about and len(name) <= LONGEST:
        return await topic(tx, ask.house.engine, asked, about, TOPICS[kind])
    raise Refusal("feed.not_found")


class Glances(Struct, frozen=True):
    """Some glances at once."""

    glances: Annotated[tuple[Glance, ...], Meta(max_length=100)]


class Told(Struct, frozen=True):
    """How many glances were kept: those at notes you may see."""

    kept: int


@routes.post("/api/serai/v1/glances", body=Glances, answer=Told)
async def tell_glances(tx: Write, ask: Ask, told: Glances) -> Told:
    """Tell what you met in a feed, opened, read, watched and shared, and whom you visited."""
    return Told(await glance(tx, ask.house.engine, ask.must().id, told.glances))
