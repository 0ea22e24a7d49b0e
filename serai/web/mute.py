"""Mute somebody: the sheet that asks how long, and the way back."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import Person
from serai.entry import Ask, Routes
from serai.graph import mute, muted_among, unmute
from serai.kernel import Refusal, micros
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, quietly, said
from serai.web.filters import ahead
from serai.web.render import fragment, page, see_other
from serai.web.ties import named

routes = Routes()

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

LENGTHS: Final = {
    "hours": (_("8 hours"), timedelta(hours=8)),
    "day": (_("A day"), timedelta(days=1)),
    "week": (_("A week"), timedelta(weeks=1)),
    "month": (_("30 days"), timedelta(days=30)),
    "good": (_("Until I change it"), None),
}


class MuteForm(Struct, frozen=True):
    """How long: a key of `LENGTHS`."""

    length: str = "good"


@routes.get("/@{handle}/mute")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """How long, and what it means; where somebody is muted already, when it ends."""
    them = await named(tx, ask)
    drawing, name = (fragment, "people/mute.html") if ask.is_htmx else (page, "people/muting.html")
    muted = await muted_among(tx, ask.person.id if ask.person else None, [them.id])
    lengths = [(key, ask.gettext(words)) for key, (words, _) in LENGTHS.items()]
    return drawing(ask, name, author=them, muted=muted.get(them.id), lengths=lengths)


@routes.post("/@{handle}/mute", body=MuteForm)
async def begin(tx: Write, ask: Ask, form: MuteForm) -> Response:
    """From now on one hears nothing of them; they are not told."""
    them = await named(tx, ask)
    if ask.person is None:
        return ask_in(ask, f"/@{them.handle}/mute")
    if form.length not in LENGTHS:
        raise Refusal("entry.malformed", what="length")
    until = _until(tx.now, form.length)
    await mute(tx, ask.person.id, them.id, until)
    told = Said(_words(ask, them, tx.now, until), f"/@{them.handle}/unmute")
    # Their own page keeps their notes: whoever is there wants to see them.
    if urlsplit(ask.request.headers.get("hx-current-url", "")).path == f"/@{them.handle}":
        return said(ask, told)
    return said(ask, told, gone_author={"handle": them.handle})


@routes.post("/@{handle}/unmute")
async def end(tx: Write, ask: Ask, _: None) -> Response:
    """One hears of them again."""
    them = await named(tx, ask)
    await unmute(tx, ask.must().id, them.id)
    if "settings" in ask.query:
        return see_other("/settings/people")
    return quietly(ask, f"/@{them.handle}")


def _until(now: int, length: str) -> int | None:
    span = LENGTHS[length][1]
    return None if span is None else now + micros(span)


def _words(ask: Ask, them: Person, now: int, until: int | None) -> str:
    if until is None:
        return ask.gettext("%(name)s is muted. They are not told.", name=them.name)
    when = ahead(until, ask.locale, now)
    return ask.gettext(
        "%(name)s is muted, which ends %(when)s. They are not told.", name=them.name, when=when
    )
