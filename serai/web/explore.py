"""Explore: the feed made for you, the people you follow, and everything by age."""

from typing import Final

from msgspec.structs import replace
from starlette.responses import Response

from serai.entry import Ask, Routes, understood
from serai.feed import Asked, chronological, following, for_you, plain
from serai.store import Read
from serai.web.feed_mode import is_plain
from serai.web.feed_page import Empty, Feed, draw_feed

routes = Routes()

SHOWN: Final = 20


@routes.get("/")
async def explore(tx: Read, ask: Ask, _: None) -> Response:
    """The feed made for whoever asks; strangers see what is good, new and varied.

    So does whoever chose, in this browser, a page that is made for nobody.
    """
    if is_plain(ask):
        made = await plain(tx, ask.house.engine, _plainly(ask))
        feed = Feed("/", ask.gettext("For everyone"), "plain", "explore", _nothing_yet(ask))
        return await draw_feed(tx, ask, feed, made)
    made = await for_you(tx, ask.house.engine, asked_of(ask))
    heading = ask.gettext("For you") if ask.person else ask.gettext("Explore")
    feed = Feed("/", heading, "for_you", "explore", _nothing_yet(ask))
    return await draw_feed(tx, ask, feed, made)


def _nothing_yet(ask: Ask) -> Empty:
    return Empty(
        "lantern",
        ask.gettext("The inn is open and quiet"),
        ask.gettext("Notes that people publish will stand here. You can be the first."),
        *first_step(ask),
    )


def first_step(ask: Ask) -> tuple[str, str]:
    """Where whoever stands before an empty page may go, and what the button says."""
    if ask.person is None:
        return "/arrive", ask.gettext("Arrive")
    return "/publish", ask.gettext("Publish a note")


@routes.get("/following")
async def followed(tx: Read, ask: Ask, _: None) -> Response:
    """What the people you follow published, newest first."""
    if ask.person is None:
        empty = Empty(
            "people",
            ask.gettext("People you follow stand here"),
            ask.gettext("Newest first, and nothing else between. Arrive, and follow somebody."),
            "/arrive",
            ask.gettext("Arrive"),
        )
        return await draw_feed(tx, ask, _following(ask, empty), None)
    made = await following(tx, ask.house.engine, asked_of(ask))
    empty = Empty(
        "people",
        ask.gettext("You follow nobody who has published yet"),
        ask.gettext("Open a note you like and press Follow; from then on it stands here."),
        "/people",
        ask.gettext("Find people"),
    )
    return await draw_feed(tx, ask, _following(ask, empty), made)


def _following(ask: Ask, empty: Empty) -> Feed:
    return Feed("/following", ask.gettext("Following"), "following", "following", empty)


@routes.get("/newest")
async def newest(tx: Read, ask: Ask, _: None) -> Response:
    """Everything public, newest first; nothing of the reader bears on it."""
    made = await chronological(tx, ask.house.engine, asked_of(ask))
    feed = Feed("/newest", ask.gettext("Newest"), "newest", "explore", _nothing_yet(ask))
    return await draw_feed(tx, ask, feed, made)


def asked_of(ask: Ask) -> Asked:
    """What the request asks a feed for."""
    person = ask.person
    return Asked(
        viewer=person.id if person else None,
        languages=understood(ask),
        count=SHOWN,
        after=ask.query.get("after"),
    )


def _plainly(ask: Ask) -> Asked:
    """As `asked_of`, in the language of the pages, whatever the person's own are."""
    return replace(asked_of(ask), languages=(ask.locale,))
