"""For whom Explore is drawn in this browser: for its person, or for everybody alike."""

from typing import Final, Literal

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.store import Write
from serai.web.render import see_other
from serai.web.way import drop, keep

routes = Routes()

_COOKIE: Final = "feed"
_PLAIN: Final = "plain"


class ModeForm(Struct, frozen=True):
    """`plain` reads nothing of the person; `settings` says that the form stands there."""

    mode: Literal["for_you", "plain"]
    settings: bool = False


def is_plain(ask: Ask) -> bool:
    """Whether this browser asked for a first page that is the same for everybody.

    Strangers have no other one, and nothing to choose.
    """
    chosen = ask.request.cookies.get(ask.house.place.cookie(_COOKIE))
    return chosen == _PLAIN and ask.person is not None


@routes.post("/settings/feed/mode", body=ModeForm)
async def choose(_tx: Write, ask: Ask, form: ModeForm) -> Response:
    """For this person or for everybody, in this browser; nothing is kept with the account."""
    response = see_other("/settings/feed?saved=mode#mode" if form.settings else "/")
    if form.mode == _PLAIN:
        keep(ask, response, _COOKIE, _PLAIN)
    else:
        drop(ask, response, _COOKIE)
    return response
