"""The Following feed: the notes of whom one follows, newest first, nothing else."""

from serai.feed.chronological import AHEAD
from serai.feed.know import follows
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer
from serai.store import Read


def _followed(engine: Engine, viewer: Viewer, scroll: Scroll) -> list[NoteId]:
    return engine.by_authors(viewer.followees, scroll.place, AHEAD)


FOLLOWING = Feed(name="following", know=follows, given=_followed, in_time=True)


async def following(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of what `asked.viewer` follows; of a stranger, an empty one."""
    return await serve(tx, engine, FOLLOWING, asked)
