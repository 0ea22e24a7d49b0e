"""What one wishes to hear of: a switch for each kind of notice."""

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.notices import KINDS, switch, switched_off
from serai.store import Read, Write
from serai.web.render import page, see_other

routes = Routes()


class Switches(Struct, frozen=True):
    """The kinds that are on."""

    on: tuple[str, ...] = ()


@routes.get("/settings/notices")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The switches as they stand."""
    off = await switched_off(tx, ask.must().id)
    return page(ask, "settings/notices.html", kinds=KINDS, off=off, saved="saved" in ask.query)


@routes.post("/settings/notices", body=Switches)
async def keep(tx: Write, ask: Ask, form: Switches) -> Response:
    """From now on it is so."""
    me = ask.must().id
    for kind in KINDS:
        await switch(tx, me, kind, on=kind in form.on)
    return see_other("/settings/notices?saved")
