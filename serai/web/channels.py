"""Channels: the topics at the top of Explore, in the order in which they are offered."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from serai.recommend import TOPICS, topic_name

SHOWN: Final = 14


class Channel(Struct, frozen=True):
    """A topic and what it is called here."""

    key: str
    name: str


def channels(locale: str, first: Iterable[str] = ()) -> list[Channel]:
    """The strip for a reader: `first` (what they love) before the others."""
    loved = [key for key in first if key in TOPICS]
    order = dict.fromkeys([*loved, *TOPICS])
    return [Channel(key, topic_name(key, locale)) for key in order][:SHOWN]
