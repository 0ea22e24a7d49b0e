"""A cookie for who came in without their key: for some minutes they may set a new password."""

from typing import Final

from starlette.responses import Response

from serai.accounts import RENEWAL, Person, may_renew, open_renewal
from serai.entry import Ask
from serai.kernel import PersonId
from serai.store import Read, Write
from serai.web.way import drop, keep

_NAME: Final = "renew"


async def let_renew(tx: Write, ask: Ask, response: Response, who: PersonId) -> Response:
    """`response` with the cookie."""
    keep(ask, response, _NAME, await open_renewal(tx, who), round(RENEWAL.total_seconds()))
    return response


async def is_renewing(tx: Read, ask: Ask, me: Person) -> bool:
    """Whether the asker has come in so, a short while ago."""
    ticket = ask.request.cookies.get(ask.house.place.cookie(_NAME))
    return ticket is not None and await may_renew(tx, me.id, ticket)


def renewed(ask: Ask, response: Response) -> Response:
    """`response` that makes the browser forget the cookie."""
    drop(ask, response, _NAME)
    return response
