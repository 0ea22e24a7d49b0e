"""The For You feed: made for one person; for strangers, of everything."""

from collections.abc import Iterable
from functools import partial

from serai.feed.choose import mixed
from serai.feed.keep import not_hidden, not_mine, not_seen, not_shown, open_to_viewer
from serai.feed.know import everything
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, Find, serve
from serai.feed.scroll import Scroll
from serai.recommend import Engine, Profile
from serai.store import Read


def _ask(source: str, engine: Engine, profile: Profile, _: Scroll) -> Iterable[int]:
    return engine.retrieve(source, profile)


def _sources(*names: str) -> dict[str, Find]:
    return {name: partial(_ask, name) for name in names}


FOR_YOU = Feed(
    name="for_you",
    know=everything,
    sources=_sources(
        "together", "follows", "interests", "rising", "best", "variety", "newest", "trial"
    ),
    keep=(open_to_viewer, not_mine, not_hidden, not_shown),
    choose=mixed,
    repeat=not_seen,
)


async def for_you(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page made for `asked.viewer`; a deed of a moment ago bears on it."""
    return await serve(tx, engine, FOR_YOU, asked)
