"""Transparency: what ranks, with the numbers it ranks by, what is stored, and what waits."""

from starlette.responses import PlainTextResponse, Response

from serai.entry import Ask, Routes
from serai.jobs import backlog
from serai.moderation import count_open
from serai.recommend import VERSION, WEIGHTS, WEIGHTS_FILE
from serai.store import Read
from serai.web.reasons import PLAIN
from serai.web.render import page

routes = Routes()


@routes.get("/transparency")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The ranker's weights in words and as served, what waits, what is stored."""
    await ask.house.engine.catch_up(tx)
    weights = [
        (name, ask.gettext(PLAIN.get(name, name)), weight)
        for name, weight in WEIGHTS.weights.items()
    ]
    return page(
        ask,
        "transparency/show.html",
        here="transparency",
        version=VERSION,
        weights=weights,
        file=WEIGHTS_FILE,
        folded=ask.house.engine.folded,
        backlog=await backlog(tx),
        reports=await count_open(tx),
    )


@routes.get("/transparency/weights.toml")
async def weights_file(_tx: Read, _ask: Ask, _: None) -> Response:
    """The file as served, word for word."""
    return PlainTextResponse(WEIGHTS_FILE)
