"""The only executor of feeds: know, find, and fill a page through the gate, which asks last."""

from collections.abc import Awaitable, Callable

from msgspec import Struct

from serai.feed.gate import Gate
from serai.feed.in_order import in_order
from serai.feed.know import Know
from serai.feed.page import MOST, Asked, Made, Page
from serai.feed.ranked import ranked
from serai.feed.scroll import Scroll, read, write
from serai.kernel import NoteId
from serai.notes import Placed
from serai.recommend import Engine, Question, Viewer
from serai.store import Read

Find = Callable[[Engine, Viewer, Scroll], list[NoteId]]
Rows = Callable[[Read, Asked, Scroll], Awaitable[list[Placed]]]


class Feed(Struct, frozen=True, kw_only=True):
    """What a feed is: what must be known of its viewer, and where its notes come from.

    `sources` are names of the engine's; `given` finds notes of the feed's own. What the viewer
    met comes back where nothing else is left if `again` is set. A feed `in_time` ranks nothing:
    it shows what is given, in that order, and goes on behind its last note; so does one whose
    notes are `placed` in an order by rows. `about` is the topic that the whole page is about; where
    `videos` is set, nothing else stands on it.
    """

    name: str
    know: Know
    sources: tuple[str, ...] = ()
    given: Find | None = None
    again: bool = False
    in_time: bool = False
    placed: Rows | None = None
    about: str = ""
    videos: bool = False


async def serve(tx: Read, engine: Engine, feed: Feed, asked: Asked) -> Page:
    """One page of `feed`. Raises `Refusal` feed.cursor where `asked.after` is no cursor of ours."""
    scroll = read(asked.after, asked.seed)
    await engine.catch_up(tx)
    viewer = await feed.know(tx, asked, scroll)
    folded, gate = engine.folded, Gate(tx, asked.viewer, viewer.wishes.words, feed.about)
    count = min(max(asked.count, 1), MOST)
    if feed.placed is not None:
        places = {which: place for place, which in await feed.placed(tx, asked, scroll)}
        made = await in_order(gate, list(places), (), places.__getitem__, count)
    else:
        made = await _given(engine, feed, viewer, scroll, gate, count)
    _remember(engine, asked, scroll, made)
    return Page(
        id=scroll.page,
        feed=feed.name,
        shown=made.shown,
        dropped=made.dropped,
        version=engine.version,
        folded=folded,
        at=tx.now,
        more=_more(scroll, made),
    )


async def _given(
    engine: Engine, feed: Feed, viewer: Viewer, scroll: Scroll, gate: Gate, count: int
) -> Made:
    found = feed.given(engine, viewer, scroll) if feed.given else []
    if feed.in_time:
        hidden = engine.hidden(viewer.person, found)
        return await in_order(gate, found, hidden, engine.published, count)
    question = Question(
        viewer=viewer,
        sources=feed.sources,
        count=count,
        given=tuple(found),
        videos=feed.videos,
    )
    return await ranked(engine, gate, question, again=feed.again)


def _remember(engine: Engine, asked: Asked, scroll: Scroll, made: Made) -> None:
    if asked.viewer is not None:
        drawn = {card.note.id: card.propensity for card in made.shown if card.propensity}
        engine.chances.keep(asked.viewer, scroll.page, drawn)


def _more(scroll: Scroll, made: Made) -> str | None:
    if made.behind is not None:
        return write(scroll.behind(*made.behind))
    return write(scroll.then([card.note.id for card in made.shown])) if made.shown else None
