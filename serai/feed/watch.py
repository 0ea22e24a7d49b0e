"""The Watch feed: videos alone, ranked for one person as For You is; for strangers, of all."""

from typing import Final

from serai.feed.for_you import FOR_YOU
from serai.feed.know import everything
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer
from serai.store import Read

NEWEST: Final = 200
"""Videos that are weighed in any case; sources of all notes may find few of them."""


def _videos(engine: Engine, _: Viewer, __: Scroll) -> list[NoteId]:
    return engine.videos(NEWEST)


WATCH = Feed(
    name="watch",
    know=everything,
    sources=FOR_YOU.sources,
    given=_videos,
    again=True,
    videos=True,
)


async def watch(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of videos made for `asked.viewer`; what was watched or left a moment ago counts."""
    return await serve(tx, engine, WATCH, asked)
