"""Arriving: drop in an archive, try ours, or pick what you like."""

from io import BytesIO

from msgspec import Struct
from starlette.responses import Response

from serai.arrive import FEWEST, MOST, choose, forget, receive, sample_archive
from serai.entry import Ask, Routes
from serai.store import Read, Write
from serai.web.arrive_cookie import arrival_of, hold, secret_of
from serai.web.arrive_picks import picks
from serai.web.arrive_upload import LIMITS, read_spooled, read_upload
from serai.web.arrive_upload import Read as ReadArchive
from serai.web.render import page, see_other

routes = Routes()

UNDERSTOOD = "/arrive/understood"


class ChooseForm(Struct, frozen=True):
    """The topics that were picked."""

    topic: tuple[str, ...] = ()


@routes.get("/arrive")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The three ways in."""
    return await _draw(tx, ask, ())


async def show_again(tx: Read, ask: Ask, sent: ChooseForm | None) -> Response:
    """The same page with what went wrong, and the picks still picked."""
    return await _draw(tx, ask, sent.topic if sent else ())


async def _draw(tx: Read, ask: Ask, picked: tuple[str, ...]) -> Response:
    return page(
        ask,
        "arrive/show.html",
        here="arrive",
        picks=await picks(tx, ask),
        picked=picked,
        fewest=FEWEST,
        most=MOST,
        limit=LIMITS.upload,
        before=await arrival_of(tx, ask) is not None,
    )


async def _read(ask: Ask, _: None) -> ReadArchive:
    return await read_upload(ask.request, ask.house.encoder)


@routes.post("/arrive", prepare=_read, again=show_again)
async def take_in(tx: Write, ask: Ask, read: ReadArchive) -> Response:
    """Keep what was understood of an archive, under a cookie."""
    return await _hold(tx, ask, read)


async def _hold(tx: Write, ask: Ask, read: ReadArchive) -> Response:
    await forget(tx, secret_of(ask) or "")
    secret = await receive(tx, read.kept, read.understanding, LIMITS)
    return hold(ask, see_other(UNDERSTOOD), secret)


async def _read_sample(ask: Ask, _: None) -> ReadArchive:
    return await read_spooled(BytesIO(sample_archive(ask.house.clock.now())), ask.house.encoder)


@routes.post("/arrive/sample", prepare=_read_sample, again=show_again)
async def take_in_sample(tx: Write, ask: Ask, read: ReadArchive) -> Response:
    """The same with a made-up archive, which goes the very same way."""
    return await _hold(tx, ask, read)


@routes.post("/arrive/choose", body=ChooseForm, again=show_again)
async def take_picks(tx: Write, ask: Ask, form: ChooseForm) -> Response:
    """Arrive with a few topics and no archive."""
    await forget(tx, secret_of(ask) or "")
    secret = await choose(tx, form.topic, LIMITS)
    return hold(ask, see_other(UNDERSTOOD), secret)
