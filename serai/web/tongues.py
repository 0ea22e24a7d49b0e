"""What somebody wrote, for a reader: as it is, translated, or with a way to have it translated."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import Final, Literal

from markupsafe import Markup
from msgspec import Struct

from serai.entry import Ask, accepted
from serai.languages import Turned, foreign, turn
from serai.store import Read
from serai.web.filters import TAGS, spoken

PATIENCE: Final = 3.0
"""Seconds that a form waits for a translation; what takes longer is looked for again."""

State = Literal["read", "offered", "alone", "waiting", "failed", "turned"]


class Reader(Struct, frozen=True):
    """The languages that somebody reads, and the one that other texts are turned into."""

    reads: frozenset[str]
    target: str


class Tongue(Struct, frozen=True):
    """Texts that belong together, for one reader.

    `state`: they can read it; a translation is offered, under way, failed, or here (`turned`); or
    nobody here translates from that language (`alone`). `sources` are languages in the reader's
    words, `engines` who translated. `glossed`: its Chinese can be read word by word.
    """

    state: State
    texts: tuple[Turned, ...]
    sources: tuple[str, ...]
    glossed: bool = False
    engines: tuple[str, ...] = ()


class Asked(Struct, frozen=True):
    """What a form that asks for a translation has come to; `waiting`: not all of it is done."""

    waiting: bool


def reader_of(ask: Ask) -> Reader:
    """Who reads: the languages of their profile, else those of the page and of their browser."""
    chosen = ask.person.languages if ask.person else ()
    if not chosen and ask.person is None:
        chosen = tuple(accepted(ask.request.headers.get("accept-language", "")))
    reads = chosen or (ask.locale,)
    return Reader(frozenset(reads), ask.locale if ask.locale in reads else reads[0])


def wants(ask: Ask) -> bool:
    """Whether the page is to be drawn with its translations."""
    at_once = ask.person is not None and ask.person.translates_at is not None
    return at_once or ask.query.get("in") == reader_of(ask).target


async def tongue(
    tx: Read, ask: Ask, texts: Sequence[str], *, wanted: bool, asked: Asked | None = None
) -> Tongue:
    """`texts` for who asks; translations made before are looked up where `wanted`."""
    reader, whom = reader_of(ask), ask.house.interpreter
    strange = dict.fromkeys(one.language for text in texts for one in foreign(text, reader.reads))
    can = any(whom.reaches(one, reader.target) for one in strange)
    turned = [
        await turn(tx, text, reader.reads, reader.target)
        if wanted and can
        else Turned((), whole=False)
        for text in texts
    ]
    by = dict.fromkeys(engine for one in turned for engine in one.engines)
    return Tongue(
        state=_state(asked, strange=bool(strange), can=can, turned=bool(by)),
        texts=tuple(turned),
        sources=tuple(spoken(one, ask.locale) for one in strange),
        engines=tuple(by),
        glossed="zh" in strange and "en" in {ask.locale, *reader.reads},
    )


def _state(asked: Asked | None, *, strange: bool, can: bool, turned: bool) -> State:
    if not strange:
        return "read"
    if turned:
        return "turned"
    if not can:
        return "alone"
    if asked is None:
        return "offered"
    return "waiting" if asked.waiting else "failed"


async def have_turned(ask: Ask, texts: Collection[str]) -> Asked:
    """Have `texts` translated for who asks, and wait a little; outside of any transaction."""
    reader = reader_of(ask)
    begun = ask.house.interpreter.begin(ask.house.database, texts, reader.reads, reader.target)
    if not begun:
        return Asked(waiting=False)
    _, pending = await asyncio.wait(begun, timeout=PATIENCE)
    return Asked(waiting=bool(pending))


def drawn(ask: Ask, turned: Turned, draw: Callable[[str, str], Markup]) -> Markup:
    """A turned text: each translated stretch carries its language and says who made it."""
    title = ask.gettext("Translated by a machine")
    return Markup("").join(
        Markup('<span class="machine" lang="{}" title="{}">{}</span>').format(
            TAGS.get(piece.language, piece.language), title, draw(piece.text, piece.language)
        )
        if piece.by
        else draw(piece.text, piece.language)
        for piece in turned.pieces
    )
