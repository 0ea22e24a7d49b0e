"""The feed of one topic: well welcomed and new first, the same for everybody up to the gate."""

from collections.abc import Iterable
from functools import partial

from serai.feed.choose import by_value
from serai.feed.keep import not_shown
from serai.feed.know import nothing
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.recommend import Engine, Profile, canonical
from serai.store import Read


def _carrying(key: str, engine: Engine, _: Profile, __: Scroll) -> Iterable[int]:
    return engine.of_topic(key)


async def topic(tx: Read, engine: Engine, asked: Asked, name: str) -> Page:
    """One page of the notes that carry the topic called `name`, in any spelling."""
    key = canonical(name)
    feed = Feed(
        name=f"topic:{key}",
        know=nothing,
        sources={"topic": partial(_carrying, key)},
        keep=(not_shown,),
        choose=by_value,
    )
    return await serve(tx, engine, feed, asked)
