"""The feed of one topic: well welcomed and new first, or in one plain order; the same for all."""

from functools import partial
from typing import Final, Literal

from serai.feed.know import nothing
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import LATEST, Scroll
from serai.kernel import NoteId
from serai.notes import Order, Placed, in_topic
from serai.recommend import Engine, Viewer, canonical
from serai.store import Read

NEWEST: Final = 400
AHEAD: Final = 60
"""Notes that are read for a page of a plain order: more than stand on it."""

Sorting = Literal["best", "newest", "liked"]


def _carrying(key: str, engine: Engine, _: Viewer, __: Scroll) -> list[NoteId]:
    return engine.of_topic(key, NEWEST)


async def _placed(order: Order, key: str, tx: Read, asked: Asked, scroll: Scroll) -> list[Placed]:
    at, which = scroll.place
    before = (at, which or NoteId(LATEST))
    return await in_topic(tx, asked.viewer, key, order, before, AHEAD)


async def topic(
    tx: Read, engine: Engine, asked: Asked, name: str, sorting: Sorting = "best"
) -> Page:
    """One page of the notes that carry the topic called `name`, in any spelling.

    `best` is well welcomed and new first; else the newest, or the most liked, first.
    """
    key = canonical(name)
    if sorting == "best":
        feed = Feed(name=f"topic:{key}", know=nothing, given=partial(_carrying, key), about=key)
    else:
        feed = Feed(
            name=f"topic_{sorting}:{key}",
            know=nothing,
            placed=partial(_placed, sorting, key),
            about=key,
        )
    return await serve(tx, engine, feed, asked)
