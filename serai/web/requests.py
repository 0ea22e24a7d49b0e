"""Who asks to follow a private account: the list, both answers, and each taken back."""

from urllib.parse import urlsplit

from starlette.responses import Response

from serai.accounts import Person
from serai.entry import Ask, Routes
from serai.graph import decline_request, requests_to
from serai.notes import accept_follower, take_answer_back
from serai.store import Read, Write
from serai.web.answer import Said, quietly, said
from serai.web.people_rows import SHOWN, next_place, person_rows, place
from serai.web.render import fragment, page
from serai.web.ties import named

routes = Routes()
HERE = "/settings/requests"


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Those who wait, the latest first."""
    me = ask.must()
    found = await requests_to(tx, me.id, place(ask.query.get("before", "")), SHOWN + 1)
    behind = next_place(found)
    rows = await person_rows(tx, ask, [tie.person for tie in found[:SHOWN]])
    more = f"{HERE}?before={behind}" if behind else ""
    if ask.is_htmx:
        return fragment(ask, "people/requests_more.html", rows=rows, more=more)
    return page(ask, "settings/requests.html", rows=rows, more=more)


@routes.post("/@{handle}/accept")
async def accept(tx: Write, ask: Ask, _: None) -> Response:
    """They follow one from now on, and are told."""
    me, them = ask.must(), await named(tx, ask)
    if not await accept_follower(tx, me.id, them.id):
        return quietly(ask, HERE)
    return _answered(ask, them, ask.gettext("%(name)s follows you now.", name=them.name))


@routes.post("/@{handle}/decline")
async def decline(tx: Write, ask: Ask, _: None) -> Response:
    """They do not follow one, and are not told."""
    me, them = ask.must(), await named(tx, ask)
    if not await decline_request(tx, me.id, them.id):
        return quietly(ask, HERE)
    words = ask.gettext("%(name)s’s request is declined. They are not told.", name=them.name)
    return _answered(ask, them, words)


@routes.post("/@{handle}/reopen-request")
async def reopen(tx: Write, ask: Ask, _: None) -> Response:
    """The request waits again, as if it had not been answered."""
    me, them = ask.must(), await named(tx, ask)
    await take_answer_back(tx, me.id, them.id)
    return quietly(ask, HERE)


def _answered(ask: Ask, them: Person, words: str) -> Response:
    told = Said(words, f"/@{them.handle}/reopen-request")
    here = urlsplit(ask.request.headers.get("hx-current-url", "")).path
    if here == f"/@{them.handle}":  # their page says it by itself
        return said(ask, told)
    return said(ask, told, gone_person={"handle": them.handle})
