"""A feed's page: everything around the cards is the same for many, drawn once and kept."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Final

from markupsafe import Markup, escape
from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask
from serai.feed import Page
from serai.store import Read
from serai.web.cards import Placed, lay_out
from serai.web.channels import strip
from serai.web.feed_mode import is_plain
from serai.web.reasons import card_words
from serai.web.render import draw, fragment, html, is_exposed, page, theme_of
from serai.web.seen import remember

KEPT: Final = 256
DIGITS: Final = 6
MILLI: Final = 1_000
_CUT: Final = Markup("\x00")

_shells: dict[Hashable, tuple[str, ...]] = {}


class Empty(Struct, frozen=True):
    """What belongs on an empty page, and the button that fills it."""

    icon: str
    title: str
    words: str
    href: str
    button: str


class Feed(Struct, frozen=True):
    """One of the feeds as a page shows it; `here` names its place in the rail.

    `path` may have a question mark; one that is `headed` brings a heading of its own.
    """

    path: str
    heading: str
    channel: str
    here: str
    empty: Empty
    headed: bool = False


Head = Callable[[], Awaitable[Markup]]
"""Draws what stands above the cards for this reader alone; asked where a whole page is drawn."""


async def draw_feed(
    tx: Read, ask: Ask, feed: Feed, made: Page | None, head: Head | None = None
) -> Response:
    """The page, or the next cards alone for a script."""
    start = _start(ask)
    cards, more = Markup(""), ""
    if made is not None:
        remember(ask, feed.path, made)
        cards = await lay_out(tx, ask, _placed(ask, made), start)
        if made.more:
            joint = "&" if "?" in feed.path else "?"
            more = f"{feed.path}{joint}after={made.more}&from={start + len(made.shown)}"
    if ask.is_htmx:
        return fragment(ask, "explore/more.html", cards=cards, more=more)
    channels = await strip(tx, ask, feed.path, feed.channel)
    own = await head() if head else Markup("")
    if not cards:
        gaps: dict[str, Any] = {"cards": "", "channels": channels, "head": own}
        return page(ask, "explore/show.html", **gaps, **_around(ask, feed))
    end = ""
    if more:
        words = escape(ask.gettext("More notes"))
        href = escape(more)
        end = f'<p class="more-notes"><a class="button" href="{href}" data-more>{words}</a></p>'
    moment = str(ask.house.clock.now() // MILLI)
    mine = [str(ask.person.id), moment, ask.person.handle] if ask.person else []
    return html(_fill(_shell(ask, feed), [*mine, channels, own, cards, end]))


def _fill(shell: tuple[str, ...], gaps: list[str]) -> str:
    return "".join(part for pair in zip(shell, [*gaps, ""], strict=True) for part in pair)


def _shell(ask: Ask, feed: Feed) -> tuple[str, ...]:
    """The page in pieces around its gaps.

    They are its reader's id, the moment, the reader's handle, their channels, the head, the cards
    and the way on.
    """
    whose = (ask.person is None, is_plain(ask), ask.unread > 0)
    key = (ask.house.place, ask.locale, theme_of(ask), is_exposed(ask), whose, feed)
    kept = _shells.get(key)
    if kept is None:
        names = ("my_id", "my_time", "my_handle", "channels", "head", "cards", "more")
        gaps = dict.fromkeys(names, _CUT)
        text = draw(ask, "explore/show.html", **gaps, **_around(ask, feed))
        while len(_shells) >= KEPT:
            _shells.pop(next(iter(_shells)))
        kept = _shells[key] = tuple(text.split("\x00"))
    return kept


def _around(ask: Ask, feed: Feed) -> dict[str, Any]:
    return {"feed": feed, "here": feed.here, "plain": is_plain(ask)}


def _start(ask: Ask) -> int:
    """How many cards stand on the pages before this one."""
    said = ask.query.get("from", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS else 0


def _placed(ask: Ask, made: Page) -> list[Placed]:
    return [Placed(one.note, one.slot, made.id, card_words(ask, one.reason)) for one in made.shown]
