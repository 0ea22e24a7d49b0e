"""The chronological feed: every public note, newest first; it reads nothing of the person."""

from serai.feed.know import nothing
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer
from serai.store import Read

AHEAD = 200
"""Notes looked at for one page: more than stand on it, since some may not be for the viewer."""


def _all(engine: Engine, _: Viewer, scroll: Scroll) -> list[NoteId]:
    return engine.in_time(scroll.place, AHEAD)


CHRONOLOGICAL = Feed(name="chronological", know=nothing, given=_all, in_time=True)


async def chronological(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of everything; the same for everybody, but for what the gate keeps away."""
    return await serve(tx, engine, CHRONOLOGICAL, asked)
