"""The way somebody was on when we asked who they are: where to, and what they meant to do."""

import re
from typing import Final
from urllib.parse import urlencode, urlsplit

from msgspec import Struct
from starlette.responses import Response

from serai.accounts import Origin, open_session, who
from serai.entry import Ask, Place
from serai.kernel import PersonId
from serai.store import Write
from serai.web.device import device_of
from serai.web.intention import carry_out
from serai.web.render import see_other

LONGEST: Final = 300
YEAR: Final = 365 * 24 * 3600
_LOCAL: Final = re.compile(r"/(?![/\\])[!-\[\]-~]*")


class Way(Struct, frozen=True):
    """Where to afterwards (`then`, a path of ours) and what to do on arriving (`act`)."""

    then: str = ""
    act: str = ""

    def behind(self, path: str) -> str:
        """`path` with the way behind it, so that a link keeps it."""
        kept = {name: value for name, value in (("then", self.then), ("act", self.act)) if value}
        return f"{path}?{urlencode(kept)}" if kept else path


def way_of(then: str, act: str) -> Way:
    """The way as the outside tells it; an address that is not ours becomes the first page."""
    return Way(local(then), act[:LONGEST])


def asked_way(ask: Ask) -> Way:
    """The way in the page's address."""
    return way_of(ask.query.get("then", ""), ask.query.get("act", ""))


def local(path: str) -> str:
    """`path` where it stays on this site, else nothing."""
    return path if len(path) <= LONGEST and _LOCAL.fullmatch(path) else ""


def back(ask: Ask) -> Response:
    """To the page a small form stood on, or to the first one."""
    said = urlsplit(ask.request.headers.get("referer", ""))
    path = said.path + (f"?{said.query}" if said.query else "")
    return see_other(local(path) or "/")


def origin_of(place: Place) -> Origin:
    """Where passkeys of this house belong."""
    return Origin(place.host, place.address.rstrip("/"), place.name)


async def greet(tx: Write, ask: Ask, person: PersonId, act: str) -> str:
    """Sign `person` in here and do what they came to do; returns the token for `let_in`.

    From then on `ask` is theirs, so that a page drawn now is drawn for them.
    """
    device = device_of(ask.request.headers.get("user-agent", ""))
    token = await open_session(tx, person, device)
    ask.meet(await who(tx, token))
    if ask.signed is not None:
        await carry_out(tx, ask.signed.person, act)
    return token


def let_in(ask: Ask, response: Response, token: str) -> Response:
    """`response` with the session's cookie; the session itself ends after 90 quiet days."""
    keep(ask, response, "session", token)
    response.headers["cache-control"] = "no-store"
    return response


def keep(ask: Ask, response: Response, name: str, value: str, seconds: int = YEAR) -> None:
    """Have the browser keep a cookie of ours; scripts cannot read it."""
    place = ask.house.place
    response.set_cookie(
        place.cookie(name),
        value,
        max_age=seconds,
        path="/",
        secure=place.secure,
        httponly=True,
        samesite="lax",
    )


def drop(ask: Ask, response: Response, name: str) -> None:
    """Have the browser forget a cookie of ours."""
    place = ask.house.place
    response.delete_cookie(
        place.cookie(name), path="/", secure=place.secure, httponly=True, samesite="lax"
    )
