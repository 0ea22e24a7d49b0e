"""Where the notes of a search come from: an author, a topic, or words in a few tiers."""

from collections.abc import Sequence

from serai.accounts import find
from serai.feed._candidates import Candidates, Ids
from serai.feed.read_typed import Reading, read_typed
from serai.feed.wanted import Wanted
from serai.kernel import NoteId, PersonId
from serai.notes import ids_by_author, ids_by_topic
from serai.recommend import canonical
from serai.search import Question, find_notes, in_head, words
from serai.store import Read

Tier = tuple[float, Ids]
"""What words are worth that are found so, and how they are found."""


async def read_sources(
    tx: Read, candidates: Candidates, wanted: Wanted
) -> tuple[Reading, Sequence[Tier]]:
    """How what was typed is taken, and the tiers of what it names; the last holds all others."""
    sign, name = wanted.typed[:1], wanted.typed[1:]
    plainly = Reading(wanted.typed, wanted.typed)
    if sign in {"@", "\uff20"} and (author := await find(tx, name)) is not None:
        return plainly, [(1.0, _by_author(tx, author.id))]
    key = canonical(name) if sign in {"#", "\uff03"} and name.isprintable() else ""
    if key and (await candidates.newest(_by_topic(tx, key), 1, unfiltered=True)).rows:
        return plainly, [(1.0, _by_topic(tx, key))]

    async def look(asked: Question, most: int) -> int:
        return len((await candidates.newest(_by_words(tx, asked), most, unfiltered=True)).rows)

    reading = plainly if wanted.exactly else await read_typed(tx, wanted.typed, look)
    worth = {in_head(reading.shown): 1.0}
    worth.setdefault(words(reading.shown, begins=False), 0.6)
    worth.setdefault(words(reading.shown), 0.4)
    worth.setdefault(reading.question, 0.2)
    return reading, [(value, _by_words(tx, asked)) for asked, value in worth.items()]


def _by_author(tx: Read, author: PersonId) -> Ids:
    async def ids(before: int, most: int, after: int) -> list[NoteId]:
        return await ids_by_author(tx, author, before, most, after)

    return ids


def _by_topic(tx: Read, key: str) -> Ids:
    async def ids(before: int, most: int, after: int) -> list[NoteId]:
        return await ids_by_topic(tx, key, before, most, after)

    return ids


def _by_words(tx: Read, asked: Question) -> Ids:
    async def ids(before: int, most: int, after: int) -> list[NoteId]:
        return await find_notes(tx, asked, NoteId(before), most, after)

    return ids
