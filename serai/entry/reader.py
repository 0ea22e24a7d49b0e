"""Who reads: the languages somebody understands, and what is turned into one of them."""

import asyncio
from collections.abc import Collection
from typing import Final

from msgspec import Struct

from serai.entry.ask import Ask, accepted
from serai.entry.words import LOCALES
from serai.kernel import Refusal
from serai.languages import COMMON, LANGUAGES

PATIENCE: Final = 3.0
"""Seconds that a request waits for a translation; what takes longer is looked for again."""


class Reader(Struct, frozen=True):
    """The languages that somebody reads, and the one that other texts are turned into."""

    reads: tuple[str, ...]
    target: str


class Turning(Struct, frozen=True):
    """What asking for a translation has come to; `waiting`: not all of it is done."""

    waiting: bool


def reader_of(ask: Ask) -> Reader:
    """Who reads: the languages of their profile, else the page's.

    A stranger whose browser asks first for a language that no page speaks reads that one.
    """
    reads = ask.person.languages if ask.person else _of_browser(ask)
    known = tuple(one for one in reads if one in LANGUAGES) or (ask.locale,)
    return Reader(known, ask.locale if ask.locale in known else known[0])


def _of_browser(ask: Ask) -> tuple[str, ...]:
    if ask.request.cookies.get(ask.house.place.cookie("locale")) in LOCALES:
        return ()
    first = accepted(ask.request.headers.get("accept-language", ""))[:1]
    return tuple(one for one in first if one not in LOCALES)


def reader_into(ask: Ask, into: str | None) -> Reader:
    """The same, or whoever reads `into` alone; raises entry.malformed for an unknown language."""
    if into is None:
        return reader_of(ask)
    if into not in LANGUAGES:
        raise Refusal("entry.malformed", what="into")
    return Reader((into,), into)


def understood(ask: Ask) -> tuple[str, ...]:
    """The languages somebody reads, then those that can be translated for them."""
    reader, whom = reader_of(ask), ask.house.interpreter
    more = (one for one in sorted(COMMON) if whom.reaches(one, reader.target))
    return tuple(dict.fromkeys((*reader.reads, *more)))


async def have_turned(
    ask: Ask, texts: Collection[str], reader: Reader, patience: float = PATIENCE
) -> Turning:
    """Have `texts` translated for `reader`, and wait a little; outside of any transaction."""
    begun = ask.house.interpreter.begin(ask.house.database, texts, reader.reads, reader.target)
    if not begun:
        return Turning(waiting=False)
    _, pending = await asyncio.wait(begun, timeout=patience)
    return Turning(waiting=bool(pending))
