"""Transparency: what ranks, with the numbers it ranks by, what is stored, and what waits."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import PlainTextResponse, Response

from serai.entry import Ask, Routes
from serai.jobs import backlog
from serai.moderation import count_open
from serai.recommend import VERSION, WEIGHTS, WEIGHTS_FILE
from serai.store import Read
from serai.web.reasons import PLAIN
from serai.web.render import page

routes = Routes()

_ = str  # marks a sentence for the catalogues; it is looked up when it is said

OUTCOMES: Final[Mapping[str, str]] = {
    "open": _("They open it"),
    "long": _("They read or watch it to its end"),
    "like": _("They like it"),
    "collect": _("They collect it"),
    "comment": _("They comment on it"),
    "share": _("They share it"),
    "follow": _("They follow its author"),
    "refuse": _("They hide it, ask for less of it, or report it"),
}
FEATURES: Final[Mapping[str, str]] = {
    **PLAIN,
    "note_rate": PLAIN["quality"],
    "author_rate": PLAIN["author"],
    "topic_rate": PLAIN["topic"],
    "you_rate": PLAIN["you"],
    "lately_together": _("The same for your very last likes"),
    "done_before": _("When you met it before, you opened, read or liked it"),
    "affinity": _("How it draws you, against all else that was found for the page"),
}
"""What each weight of the file belongs to."""


@routes.get("/transparency")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The ranker's weights in words and as served, what waits, what is stored."""
    await ask.house.engine.catch_up(tx)
    weights = [
        (name, ask.gettext(FEATURES.get(name, name)), weight)
        for name, weight in WEIGHTS.weights.items()
    ]
    outcomes = [
        (name, ask.gettext(OUTCOMES.get(name, name)), value, WEIGHTS.usual[name])
        for name, value in WEIGHTS.value.items()
    ]
    return page(
        ask,
        "transparency/show.html",
        here="transparency",
        version=VERSION,
        weights=weights,
        outcomes=outcomes,
        rules=WEIGHTS.page,
        file=WEIGHTS_FILE,
        folded=ask.house.engine.folded,
        backlog=await backlog(tx),
        reports=await count_open(tx),
        capacity=ask.house.engine.capacity(ask.house.clock.now()),
    )


@routes.get("/transparency/weights.toml")
async def weights_file(_tx: Read, _ask: Ask, _: None) -> Response:
    """The file as served, word for word."""
    return PlainTextResponse(WEIGHTS_FILE)
