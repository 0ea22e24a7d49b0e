"""The feed of one coarse place: notes that play there, may be met there, or are about it.

A note that says where it plays is near there, wherever its author lives; another one where its
author lets it be met.
"""

from typing import Final

from serai.feed.know import Blindly
from serai.feed.page import Asked, AskedPlainly, Page
from serai.feed.pipeline import Feed, serve
from serai.feed.scroll import Scroll
from serai.kernel import NoteId
from serai.recommend import Anyone, Engine, Viewer
from serai.store import Read

NEWEST: Final = 400
ABOUT: Final = 200


def _there(asked: AskedPlainly, scroll: Scroll, now: int) -> Anyone:
    """The place and its names; no language, since a language one shares is not a place."""
    return Anyone(
        now=now,
        seed=scroll.draw(),
        topics=asked.topics,
        place=asked.place,
        shown=scroll.footprints(),
    )


def _of_place(engine: Engine, viewer: Viewer, _: Scroll) -> list[NoteId]:
    """Notes that play or may be met there, and notes with a name of the place as a topic."""
    place = viewer.wishes.place
    there = engine.of_place(place, NEWEST) if place else []
    about = [which for one in viewer.interests for which in engine.of_topic(one.topic, ABOUT)]
    return list(dict.fromkeys([*there, *about]))


NEARBY = Feed(name="nearby", know=Blindly(_there), given=_of_place)


async def nearby(tx: Read, engine: Engine, asked: Asked) -> Page:
    """One page of what is near `asked.place`, welcomed and new; `asked.topics` are its names.

    It is the same for everybody who asks for that place, up to the gate; nowhere is empty.
    """
    return await serve(tx, engine, NEARBY, asked)
