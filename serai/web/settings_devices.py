"""Settings: where a person is signed in."""

from starlette.responses import Response

from serai.accounts import close_other_sessions, close_session, sessions_of
from serai.entry import Ask, Routes
from serai.kernel import SessionId
from serai.store import Read, Write
from serai.web.render import page, see_other

routes = Routes()
HERE = "/settings/devices"


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Every session, the latest seen first."""
    sessions = await sessions_of(tx, ask.must().id)
    this = ask.signed.session if ask.signed else None
    return page(ask, "settings/devices.html", sessions=sessions, this=this)


@routes.post("/settings/devices/{id}/end")
async def end(tx: Write, ask: Ask, _: None) -> Response:
    """End one of them."""
    await close_session(tx, ask.must().id, ask.id(SessionId))
    return see_other(HERE)


@routes.post("/settings/devices/end-others")
async def end_others(tx: Write, ask: Ask, _: None) -> Response:
    """End all of them but this one."""
    await close_other_sessions(tx, ask.must().id, ask.signed.session if ask.signed else None)
    return see_other(HERE)
