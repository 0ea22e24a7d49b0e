"""What somebody wrote, for a reader: as it is, translated, or with a way to have it translated."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final, Literal

from markupsafe import Markup
from msgspec import Struct

from serai.entry import Ask, Turning, have_turned, reader_of
from serai.languages import Turned, turn_all, turned
from serai.store import Read
from serai.web.filters import TAGS, spoken

State = Literal["read", "offered", "alone", "waiting", "failed"]

ON_A_PAGE: Final = 1.0
"""Seconds that a page waits for whoever wants everything translated."""


class Tongue(Struct, frozen=True):
    """Texts that belong together, for one reader.

    `made`: some of it is a translation from `sources`. `state` is about what is `left`: nothing is
    (`read`); a translation is offered, under way or failed; or nobody here translates from that
    language (`alone`). Languages are in the reader's words. `glossed`: there is Chinese in what is
    left, which can be read word by word.
    """

    state: State
    texts: tuple[Turned, ...]
    made: bool
    sources: tuple[str, ...]
    left: tuple[str, ...]
    glossed: bool


def wants(ask: Ask) -> bool:
    """Whether the page is to be drawn with its translations."""
    at_once = ask.person is not None and ask.person.translates_at is not None
    return at_once or ask.query.get("in") == reader_of(ask).target


async def turn_page(ask: Ask, texts: Sequence[str]) -> Turning:
    """Have what a page shows translated, for who wants it, before it is drawn."""
    return await have_turned(ask, texts, reader_of(ask), ON_A_PAGE)


async def tongues(
    tx: Read,
    ask: Ask,
    groups: Sequence[Sequence[str]],
    *,
    wanted: bool,
    turning: Turning | None = None,
) -> list[Tongue]:
    """Each of `groups` for who asks; translations made before are looked up where `wanted`."""
    reader = reader_of(ask)
    texts = [text for group in groups for text in group]
    if wanted:
        every = await turn_all(tx, texts, reader.reads, reader.target)
    else:
        every = [turned(text, reader.reads, reader.target, {}) for text in texts]
    told = iter(every)
    return [_tongue(ask, tuple(islice(told, len(group))), turning) for group in groups]


async def tongue(
    tx: Read, ask: Ask, texts: Sequence[str], *, wanted: bool, turning: Turning | None = None
) -> Tongue:
    """The same for one group of texts."""
    (told,) = await tongues(tx, ask, [texts], wanted=wanted, turning=turning)
    return told


def _tongue(ask: Ask, texts: tuple[Turned, ...], turning: Turning | None) -> Tongue:
    reader, whom = reader_of(ask), ask.house.interpreter
    sources = dict.fromkeys(source for one in texts for source in one.sources)
    left = dict.fromkeys(tongue for one in texts for tongue in one.left)
    can = any(whom.reaches(one, reader.target) for one in left)
    return Tongue(
        state=_state(turning, left=bool(left), can=can),
        texts=texts,
        made=bool(sources),
        sources=tuple(spoken(one, ask.locale) for one in sources),
        left=tuple(spoken(one, ask.locale) for one in left),
        glossed="zh" in left and "en" in {ask.locale, *reader.reads},
    )


def _state(turning: Turning | None, *, left: bool, can: bool) -> State:
    if not left:
        return "read"
    if not can:
        return "alone"
    if turning is None:
        return "offered"
    return "waiting" if turning.waiting else "failed"


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
