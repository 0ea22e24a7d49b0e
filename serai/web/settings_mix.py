"""The mix of one's own feed: how much of whom one follows, of what is near, of new voices."""

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.recommend import Slider, wish, wishes_of
from serai.store import Read, Write
from serai.web.settings_feed import draw_settings, saved

routes = Routes()


class MixForm(Struct, frozen=True):
    """The sliders, and the territory that counts as near; empty for nowhere."""

    following: Slider = 1.0
    nearby: Slider = 1.0
    new_voices: Slider = 1.0
    place: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    met_there: bool = False


async def show_again(tx: Read, ask: Ask, sent: MixForm | None) -> Response:
    """The sliders as they were sent, with what is wrong."""
    return await draw_settings(tx, ask, "mix", sent)


@routes.post("/settings/feed/mix", body=MixForm, again=show_again)
async def mix(tx: Write, ask: Ask, form: MixForm) -> Response:
    """Keep the mix."""
    me = ask.must().id
    asked = replace(
        await wishes_of(tx, me),
        following=form.following,
        nearby=form.nearby,
        new_voices=form.new_voices,
        place=form.place,
        met_there=form.met_there,
    )
    await wish(tx, me, asked)
    return saved("mix")
