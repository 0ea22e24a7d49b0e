"""What one's own feed learns: paused, resumed, begun anew."""

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.recommend import start_anew, wish, wishes_of
from serai.store import Write
from serai.web.settings_feed import saved

routes = Routes()


class PauseForm(Struct, frozen=True):
    """Whether what one does teaches nothing for now."""

    paused: bool


class AnewForm(Struct, frozen=True):
    """Whether topics that were chosen or brought along shall go as well."""

    forget: bool = False


@routes.post("/settings/feed/pause", body=PauseForm)
async def pause(tx: Write, ask: Ask, form: PauseForm) -> Response:
    """Stop learning, or go on."""
    me = ask.must().id
    await wish(tx, me, replace(await wishes_of(tx, me), paused=form.paused))
    return saved("learning")


@routes.post("/settings/feed/anew", body=AnewForm)
async def anew(tx: Write, ask: Ask, form: AnewForm) -> Response:
    """Forget what was learnt; the page said before that this does not come back."""
    await start_anew(tx, ask.must().id, forget_said=form.forget)
    return saved("learning")
