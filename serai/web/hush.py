"""Mute a topic for a time: the sheet that asks how long, and the way back."""

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.recommend import hush, topic_hush, unhush
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, quietly, said
from serai.web.avoid import topic_of
from serai.web.filters import ahead
from serai.web.how_long import lengths, until_of
from serai.web.prose import topic_address
from serai.web.render import fragment, page
from serai.web.settings_feed import saved, shown_name

routes = Routes()


class HushForm(Struct, frozen=True):
    """How long: a key of `how_long.LENGTHS`."""

    length: str = "week"


@routes.get("/topics/{name}/mute")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """How long, and what it means; where it is muted already, when it ends."""
    key = topic_of(ask)
    drawing = fragment if ask.is_htmx else page
    return drawing(
        ask,
        "topic/mute.html" if ask.is_htmx else "topic/muting.html",
        address=topic_address(key),
        name=shown_name(key, ask.locale),
        hushed=await topic_hush(tx, ask.person.id if ask.person else None, key),
        lengths=lengths(ask),
    )


@routes.post("/topics/{name}/mute", body=HushForm)
async def begin(tx: Write, ask: Ask, form: HushForm) -> Response:
    """From now on nothing about it, until it ends."""
    key = topic_of(ask)
    if ask.person is None:
        return ask_in(ask, topic_address(key))
    until = until_of(tx.now, form.length)
    await hush(tx, ask.person.id, "topic", key, until)
    name = shown_name(key, ask.locale)
    if until is None:
        words = ask.gettext("%(topic)s is muted until you change it.", topic=name)
    else:
        when = ahead(until, ask.locale, tx.now)
        words = ask.gettext("%(topic)s is muted, which ends %(when)s.", topic=name, when=when)
    return said(ask, Said(words, f"{topic_address(key)}/unmute"))


@routes.post("/topics/{name}/unmute")
async def end(tx: Write, ask: Ask, _: None) -> Response:
    """One meets it again."""
    key = topic_of(ask)
    await unhush(tx, ask.must().id, "topic", key)
    return saved("words") if "settings" in ask.query else quietly(ask, topic_address(key))
