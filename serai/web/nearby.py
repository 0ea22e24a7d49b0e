"""Nearby: notes from, and about, the coarse place that somebody chose; no position is asked for."""

from functools import partial
from typing import Annotated

from markupsafe import Markup
from msgspec import Meta, Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.feed import nearby
from serai.recommend import Wishes, canonical, wish, wishes_of
from serai.store import Read, Write
from serai.web.answer import ask_in
from serai.web.explore import asked_of, first_step
from serai.web.feed_page import Empty, Feed, draw_feed
from serai.web.render import draw, escaped, see_other
from serai.web.territories import territories

routes = Routes()


class PlaceForm(Struct, frozen=True):
    """A territory, or nowhere; `met_there` lets one's new notes be met there."""

    place: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    met_there: bool = False


@routes.get("/nearby")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """What is near the place that one chose, or that the address names."""
    wishes = await wishes_of(tx, ask.person.id) if ask.person else Wishes()
    said = ask.query.get("place", "")
    known = dict(territories(ask.locale))
    place = said if said in known else wishes.place
    made = None
    if place:
        asked = replace(asked_of(ask), place=place, topics=_names(place))
        made = await nearby(tx, ask.house.engine, asked)
    path = f"/nearby?place={said}" if said in known else "/nearby"
    name = known.get(place, place)
    feed = Feed(path, ask.gettext("Nearby"), "nearby", "explore", _empty(ask, name), headed=True)
    return await draw_feed(tx, ask, feed, made, partial(_head, ask, wishes, place))


@routes.post("/nearby", body=PlaceForm)
async def choose(tx: Write, ask: Ask, form: PlaceForm) -> Response:
    """This is near from now on; kept with what one asks of the feed."""
    if ask.person is None:
        return ask_in(ask, "/nearby")
    wishes = await wishes_of(tx, ask.person.id)
    await wish(tx, ask.person.id, replace(wishes, place=form.place, met_there=form.met_there))
    return see_other("/nearby")


def _names(place: str) -> tuple[str, ...]:
    """What a topic about the place would be called, in every language of the pages."""
    named = [dict(territories(locale)).get(place, "") for locale in ("en", "zh")]
    return tuple(dict.fromkeys([canonical(name) for name in named if name]))


def _empty(ask: Ask, name: str) -> Empty:
    if not name:
        return Empty(
            "compass",
            ask.gettext("Nowhere is near yet"),
            ask.gettext("Choose a country or region, and what people share there stands here."),
            "#place",
            ask.gettext("Choose a place"),
        )
    return Empty(
        "compass",
        ask.gettext("Nothing from %(place)s yet", place=name),
        ask.gettext(
            "Notes stand here that play there or may be met there. Yours can be the first."
        ),
        *first_step(ask),
    )


async def _head(ask: Ask, wishes: Wishes, place: str) -> Markup:
    known = territories(ask.locale)
    name = dict(known).get(place, "")
    return escaped(
        draw(ask, "nearby/head.html", wishes=wishes, at=place, name=name, places_of_earth=known)
    )
