"""Topics by what they are called: the house's by name, alias or sound, others by their notes."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from serai.notes import Note
from serai.recommend import TOPICS, canonical
from serai.search import fold, sounds, spots

SHOWN: Final = 12


class Called(Struct, frozen=True):
    """A topic, and how a note that carries it wrote it; `shown` is its key where none was asked."""

    key: str
    shown: str


def topics_called(typed: str, found: Iterable[Note] = ()) -> list[Called]:
    """Topics that have what was typed as an alias, or whose name begins with it or sounds like it.

    Then topics called so of notes that were `found`, which their reader may see.
    """
    asked = typed.lstrip("#＃")
    known = [Called(key, key) for key in _own(asked)]
    keys = {one.key for one in known}
    tags = {tag.topic: tag.shown for note in found for tag in note.topics if tag.topic not in keys}
    named = [
        Called(key, shown)
        for key, shown in tags.items()
        if spots(f"{shown}\n{key.replace('-', ' ')}", asked)
    ]
    return [*known, *named][:SHOWN]


def _own(asked: str) -> list[str]:
    word = canonical(asked)
    if word in TOPICS:
        return [word]
    folded, spoken = fold(asked), bool(sounds(asked))
    return [
        key
        for key, topic in TOPICS.items()
        if any(_is_called(name, folded, spoken) for name in (*topic.names.values(), key))
    ]


def _is_called(name: str, folded: str, spoken: bool) -> bool:  # noqa: FBT001 - a fact of the query
    if fold(name).startswith(folded):
        return True
    return spoken and bool(spots(name, folded, sounding=True))
