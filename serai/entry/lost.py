"""Whoever asks for what is not there: a page for people, a problem for programs."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from serai.entry.ask import Ask, recognise
from serai.entry.house import House
from serai.entry.serve import Refused
from serai.entry.told import problem, tell
from serai.kernel import Refusal

CODES: Final = {404: "entry.not_found", 405: "entry.no_such_method"}


def lost(house: House, refused: Refused) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Answers for addresses and methods that nobody declared."""

    async def answer(request: Request, wrong: Exception) -> Response:
        ask = Ask(request, house)
        async with house.database.read() as look:
            await recognise(look, ask)
        status = wrong.status_code if isinstance(wrong, HTTPException) else 404
        told = tell(house.words, ask.locale, Refusal(CODES[status]))
        api = request.url.path.startswith("/api/")
        response = problem(told) if api else await refused(ask, told)
        response.headers.update(getattr(wrong, "headers", None) or {})
        return response

    return answer
