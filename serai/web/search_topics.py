"""Topics of a search as pages show them."""

from collections.abc import Iterable

from serai.entry import Ask
from serai.feed import topics_called
from serai.notes import Note, notes_of_topic
from serai.recommend import TOPICS, topic_name
from serai.store import Read
from serai.web.channels import Channel


def all_topics(locale: str) -> list[Channel]:
    """Every topic that the house has a name for."""
    return [Channel(key, topic_name(key, locale)) for key in TOPICS]


def topics_for(typed: str, locale: str, found: Iterable[Note] = ()) -> list[Channel]:
    """Topics called so, as the reader calls them, or as the notes that were found do."""
    return [
        Channel(one.key, topic_name(one.key, locale) if one.key in TOPICS else one.shown)
        for one in topics_called(typed, found)
    ]


async def with_counts(tx: Read, ask: Ask, topics: list[Channel]) -> list[tuple[Channel, int]]:
    """Each topic and how many notes of it may be seen."""
    me = ask.person.id if ask.person else None
    return [(one, await notes_of_topic(tx, me, one.key)) for one in topics]
