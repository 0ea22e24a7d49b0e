"""The feed of one topic: well welcomed and new first, the same for everybody up to the gate."""

from functools import partial
from typing import Final

from serai.feed.know import nothing
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer, canonical
from serai.store import Read

NEWEST: Final = 400


def _carrying(key: str, engine: Engine, _: Viewer, __: Scroll) -> list[NoteId]:
    return engine.of_topic(key, NEWEST)


async def topic(tx: Read, engine: Engine, asked: Asked, name: str) -> Page:
    """One page of the notes that carry the topic called `name`, in any spelling."""
    key = canonical(name)
    feed = Feed(name=f"topic:{key}", know=nothing, given=partial(_carrying, key))
    return await serve(tx, engine, feed, asked)
