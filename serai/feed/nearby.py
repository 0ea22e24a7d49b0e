"""The feed of one coarse place: notes of people who let them be met there, and notes about it."""

from typing import Final

from serai.feed.know import Blindly, anybody
from serai.feed.page import Asked, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Engine, Viewer
from serai.store import Read

ABOUT: Final = 200


def _about(engine: Engine, viewer: Viewer, _: Scroll) -> list[NoteId]:
    """Notes with the names of the place as topics."""
    return [which for one in viewer.interests for which in engine.of_topic(one.topic, ABOUT)]


NEARBY = Feed(name="nearby", know=Blindly(anybody), sources=("nearby",), given=_about)


async def nearby(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of what is near `asked.place`, welcomed and new; `asked.topics` are its names.

    It is the same for everybody who asks for that place, up to the gate.
    """
    return await serve(tx, engine, NEARBY, asked)
