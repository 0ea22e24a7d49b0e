"""What somebody wrote, for a reader: as it is, translated, or with a way to have it translated."""

from collections.abc import Callable, Sequence
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from serai.entry import Ask, Asked, reader_of
from serai.languages import Turned, foreign, turn
from serai.store import Read
from serai.web.filters import TAGS, spoken

State = Literal["read", "offered", "alone", "waiting", "failed", "turned"]


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
