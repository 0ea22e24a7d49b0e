"""The plain feed: good, new and varied, and not made for a person; it reads nothing of anybody."""

from serai.feed.know import Blindly, anybody
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.recommend import Engine
from serai.store import Read

PLAIN = Feed(
    name="plain",
    know=Blindly(anybody),
    sources=("interests", "nearby", "rising", "trial", "best", "newest", "variety"),
)


async def plain(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page that is the same for everybody, but for what the gate keeps away.

    Who asks is told to the gate alone; the page is drawn from the request and the seed.
    """
    return await serve(tx, engine, PLAIN, asked)
