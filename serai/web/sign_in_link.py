"""Signing in by a link that an operator printed: once, and after a press of a button."""

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import sign_in_with_link, whose_link
from serai.entry import Ask, Routes
from serai.store import Read, Write
from serai.web.render import page, see_other
from serai.web.renewal import let_renew
from serai.web.way import asked_way, greet, let_in, way_of

routes = Routes()


class LinkForm(Struct, frozen=True):
    """Where to afterwards."""

    then: str = ""


@routes.get("/sign-in/link/{ticket}")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Whom the link signs in; previews that fetch addresses do not use it up."""
    ticket = ask.path["ticket"]
    somebody = await whose_link(tx, ticket)
    return page(ask, "sign_in/link.html", somebody=somebody, ticket=ticket, way=asked_way(ask))


@routes.post("/sign-in/link/{ticket}", body=LinkForm, rate="sign_in")
async def by_link(tx: Write, ask: Ask, form: LinkForm) -> Response:
    """In by the link, and on."""
    person = await sign_in_with_link(tx, ask.path["ticket"])
    token = await greet(tx, ask, person.id, "")
    onwards = see_other(way_of(form.then, "").then or "/")
    return let_in(ask, await let_renew(tx, ask, onwards, person.id), token)
