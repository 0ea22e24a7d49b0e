"""Coming back: who left and has shown a key is asked whether they return or stay away."""

from typing import Final

from starlette.responses import Response

from serai.accounts import GRACE, RETURN, Person, come_back, open_return, whose_return
from serai.entry import Ask, Routes
from serai.kernel import PersonId, micros
from serai.store import Read, Write
from serai.web.render import page, see_other
from serai.web.way import drop, greet, keep, let_in

routes = Routes()
HERE = "/sign-in/back"

_NAME: Final = "return"


async def ask_back(tx: Write, ask: Ask, who: PersonId) -> Response:
    """Nobody is signed in yet: the browser is sent to the question."""
    response = see_other(HERE)
    keep(ask, response, _NAME, await open_return(tx, who), round(RETURN.total_seconds()))
    response.headers["cache-control"] = "no-store"
    return response


@routes.get(HERE)
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The question."""
    somebody = await _whose(tx, ask)
    until = (somebody.left_at or 0) + micros(GRACE)
    return page(ask, "sign_in/back.html", somebody=somebody, until=until)


@routes.post(HERE)
async def back(tx: Write, ask: Ask, _: None) -> Response:
    """Everything is as it was."""
    somebody = await _whose(tx, ask)
    await come_back(tx, somebody.id)
    token = await greet(tx, ask, somebody.id, "")
    response = see_other(f"/@{somebody.handle}")
    drop(ask, response, _NAME)
    return let_in(ask, response, token)


@routes.post("/sign-in/away")
async def stay_away(_tx: Write, ask: Ask, _: None) -> Response:
    """Nothing changes; the browser forgets the question."""
    response = see_other("/")
    drop(ask, response, _NAME)
    return response


async def _whose(tx: Read, ask: Ask) -> Person:
    return await whose_return(tx, ask.request.cookies.get(ask.house.place.cookie(_NAME), ""))
