"""The For You feed: made for one person; for strangers, of everything."""

from serai.feed.know import everything
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.recommend import Engine
from serai.store import Read

FOR_YOU = Feed(
    name="for_you",
    know=everything,
    sources=(
        "together",
        "attention",
        "taste",
        "interests",
        "follows",
        "nearby",
        "rising",
        "trial",
        "best",
        "newest",
        "variety",
    ),
    again=True,
)


async def for_you(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page made for `asked.viewer`; a deed of a moment ago bears on it."""
    return await serve(tx, engine, FOR_YOU, asked)
