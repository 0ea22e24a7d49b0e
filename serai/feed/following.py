"""The Following feed: the notes of whom one follows, newest first, nothing else."""

from collections.abc import Iterable

from serai.feed.choose import in_time
from serai.feed.keep import not_hidden, open_to_viewer
from serai.feed.know import follows
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.place import AHEAD, place
from serai.feed.scroll import Scroll
from serai.recommend import Engine, Profile
from serai.store import Read


def _followed(engine: Engine, profile: Profile, scroll: Scroll) -> Iterable[int]:
    return engine.by_authors(profile.viewer.followees, place(engine, scroll), AHEAD)


FOLLOWING = Feed(
    name="following",
    know=follows,
    sources={"follows": _followed},
    keep=(open_to_viewer, not_hidden),
    choose=in_time,
    in_time=True,
)


async def following(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of what `asked.viewer` follows; of a stranger, an empty one."""
    return await serve(tx, engine, FOLLOWING, asked)
