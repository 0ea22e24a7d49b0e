"""Pages drawn lately, in this process's memory, so that "why" speaks of the page that was seen."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from serai.entry import Ask
from serai.feed import Page, Shown
from serai.kernel import NoteId, PersonId

KEPT: Final = 1_000


class Drawn(Struct, frozen=True):
    """A page of a feed, for whom it was drawn (None: a stranger), and under which address."""

    viewer: PersonId | None
    path: str
    page: Page


_drawn: OrderedDict[str, Drawn] = OrderedDict()


def remember(ask: Ask, path: str, page: Page) -> None:
    """Keep a page for a while; the oldest go first."""
    _drawn[page.id] = Drawn(_viewer(ask), path, page)
    _drawn.move_to_end(page.id)
    while len(_drawn) > KEPT:
        _drawn.popitem(last=False)


def drawn_for(ask: Ask) -> Iterator[Drawn]:
    """Pages of whoever asks, the latest first; of a stranger, the one the address names."""
    named = _drawn.get(ask.query.get("page", ""))
    if named is not None and named.viewer == _viewer(ask):
        yield named
    if ask.person is not None:
        yield from (one for one in reversed(_drawn.values()) if one.viewer == ask.person.id)


def where_seen(ask: Ask, note: NoteId) -> tuple[Drawn, Shown] | None:
    """The latest of these pages on which `note` stood, and its place there."""
    for drawn in drawn_for(ask):
        for shown in drawn.page.shown:
            if shown.note.id == note:
                return drawn, shown
    return None


def _viewer(ask: Ask) -> PersonId | None:
    return ask.person.id if ask.person else None
