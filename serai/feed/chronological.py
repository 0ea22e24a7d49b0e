"""The chronological feed: every public note, newest first; it reads nothing of the person."""

from collections.abc import Iterable

from serai.feed.choose import in_time
from serai.feed.know import nothing
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.place import AHEAD, place
from serai.feed.scroll import Scroll
from serai.recommend import Engine, Profile
from serai.store import Read


def _all(engine: Engine, _: Profile, scroll: Scroll) -> Iterable[int]:
    return engine.in_time(place(engine, scroll), AHEAD)


CHRONOLOGICAL = Feed(
    name="chronological",
    know=nothing,
    sources={"newest": _all},
    keep=(),
    choose=in_time,
    in_time=True,
)


async def chronological(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of everything; the same for everybody, but for what the gate keeps away."""
    return await serve(tx, engine, CHRONOLOGICAL, asked)
