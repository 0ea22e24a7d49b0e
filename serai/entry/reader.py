"""Who reads: the languages somebody understands, and what is turned into one of them."""

import asyncio
from collections.abc import Collection
from typing import Final

from msgspec import Struct

from serai.entry.ask import Ask, accepted
from serai.languages import COMMON

PATIENCE: Final = 3.0
"""Seconds that a request waits for a translation; what takes longer is looked for again."""


class Reader(Struct, frozen=True):
    """The languages that somebody reads, and the one that other texts are turned into."""

    reads: tuple[str, ...]
    target: str


class Asked(Struct, frozen=True):
    """What asking for a translation has come to; `waiting`: not all of it is done."""

    waiting: bool


def reader_of(ask: Ask) -> Reader:
    """Who reads: the languages of their profile, else of a stranger's browser, else the page's."""
    chosen = ask.person.languages if ask.person else ()
    if not chosen and ask.person is None:
        chosen = tuple(accepted(ask.request.headers.get("accept-language", "")))
    reads = chosen or (ask.locale,)
    return Reader(reads, ask.locale if ask.locale in reads else reads[0])


def understood(ask: Ask) -> tuple[str, ...]:
    """The languages somebody reads, then those that can be translated for them."""
    reader, whom = reader_of(ask), ask.house.interpreter
    more = (one for one in sorted(COMMON) if whom.reaches(one, reader.target))
    return tuple(dict.fromkeys((*reader.reads, *more)))


async def have_turned(ask: Ask, texts: Collection[str], into: str | None = None) -> Asked:
    """Have `texts` translated for who asks, and wait a little; outside of any transaction.

    `into` names another language than the reader's own; what is in that one already stays.
    """
    reader = reader_of(ask) if into is None else Reader((into,), into)
    begun = ask.house.interpreter.begin(ask.house.database, texts, reader.reads, reader.target)
    if not begun:
        return Asked(waiting=False)
    _, pending = await asyncio.wait(begun, timeout=PATIENCE)
    return Asked(waiting=bool(pending))
