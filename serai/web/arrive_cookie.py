"""The cookie that opens somebody's arrival, from dropping the archive to having an account."""

from starlette.responses import Response

from serai.arrive import Arrival, find, settle
from serai.entry import Ask
from serai.kernel import PersonId
from serai.store import Read, Write
from serai.web.arrive_upload import LIMITS
from serai.web.way import drop

_NAME = "arrival"


def secret_of(ask: Ask) -> str | None:
    """The secret in the request's cookie."""
    return ask.request.cookies.get(ask.house.place.cookie(_NAME)) or None


def hold(ask: Ask, response: Response, secret: str) -> Response:
    """`response` with the cookie, for as long as the arrival is kept."""
    place = ask.house.place
    response.set_cookie(
        place.cookie(_NAME),
        secret,
        max_age=LIMITS.lifetime,
        path="/",
        secure=place.secure,
        httponly=True,
        samesite="lax",
    )
    return response


def let_go(ask: Ask, response: Response) -> Response:
    """`response` that makes the browser forget the cookie, where there is one."""
    if secret_of(ask) is not None:
        drop(ask, response, _NAME)
    return response


async def arrival_of(tx: Read, ask: Ask) -> Arrival | None:
    """What the asker's archive said, while it is kept."""
    secret = secret_of(ask)
    return await find(tx, secret, LIMITS) if secret else None


async def settle_arrival(tx: Write, ask: Ask, person: PersonId) -> bool:
    """Hand the asker's arrival over to `person`; False where there is none."""
    secret = secret_of(ask)
    return secret is not None and await settle(tx, person, secret, LIMITS) is not None
