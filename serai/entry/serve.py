"""Serve an endpoint: who asks, one transaction around the handler, refusals in words."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from serai.accounts import prolong
from serai.entry.ask import Ask, recognise
from serai.entry.body import Unshaped, read_body, read_query
from serai.entry.house import House
from serai.entry.once import Answered, already, digest, remember
from serai.entry.rate import Buckets
from serai.entry.routes import Endpoint
from serai.entry.told import BROKEN, Told, problem, tell
from serai.kernel import Refusal, to_json

KEY_LIMIT: Final = 200

Answer = Callable[[Request], Awaitable[Response]]
Refused = Callable[[Ask, Told], Awaitable[Response]]
"""How a way in tells a refusal that no form of its own tells."""

_log = structlog.get_logger()


def serve(
    endpoints: Iterable[Endpoint], house: House, refused: Refused | None = None
) -> list[Route]:
    """Starlette routes for `endpoints`; `refused` draws a page, its absence means JSON."""
    buckets = Buckets()
    paths: dict[str, dict[str, Answer]] = {}
    for endpoint in endpoints:
        answers = paths.setdefault(endpoint.path, {})
        answers[endpoint.method] = _caller(endpoint, house, refused, buckets)
    return [
        Route(path, _by_method(answers), methods=[*answers], name=path)
        for path, answers in paths.items()
    ]


def _by_method(answers: Mapping[str, Answer]) -> Answer:
    async def call(request: Request) -> Response:
        return await answers["GET" if request.method == "HEAD" else request.method](request)

    return call


def _caller(endpoint: Endpoint, house: House, refused: Refused | None, buckets: Buckets) -> Answer:
    async def call(request: Request) -> Response:
        ask = Ask(request, house)
        try:
            return await _answer(endpoint, ask, buckets, refused)
        except Refusal as no:
            told = tell(house.words, ask.locale, no)
        except Exception:  # noqa: BLE001 - whatever breaks, the reader gets a sentence
            _log.exception("request.broke", route=endpoint.path)
            told = tell(house.words, ask.locale, Refusal(BROKEN))
        return problem(told) if refused is None else await refused(ask, told)

    return call


async def _answer(
    endpoint: Endpoint, ask: Ask, buckets: Buckets, refused: Refused | None
) -> Response:
    if endpoint.reads:
        seen = await _read(endpoint, ask)
        await _prolong(ask)
        return seen
    async with ask.house.database.read() as look:
        await recognise(look, ask)
    await _prolong(ask)
    body: Any = None
    try:
        body = await read_body(ask.request, endpoint.body)
        _ration(endpoint, ask, buckets, body)
        made = body if endpoint.prepare is None else await endpoint.prepare(ask, body)
        if endpoint.only_reads:
            async with ask.house.database.read() as look:
                return _respond(endpoint, await endpoint.handle(look, ask, made))
        return await _write(endpoint, ask, made, body)
    except Refusal as no:
        if endpoint.again is None or refused is None:
            raise
        ask.refused = tell(ask.house.words, ask.locale, no)
        if isinstance(no, Unshaped):
            body = no.typed
        async with ask.house.database.read() as look:
            drawn: Response = await endpoint.again(look, ask, body)
        drawn.status_code = ask.refused.status
        return drawn


async def _read(endpoint: Endpoint, ask: Ask) -> Response:
    async with ask.house.database.read() as look:
        await recognise(look, ask)
        made: Any = read_query(ask.request, endpoint.body)
        if endpoint.prepare is None:
            return _respond(endpoint, await endpoint.handle(look, ask, made))
    made = await endpoint.prepare(ask, made)
    async with ask.house.database.read() as look:
        return _respond(endpoint, await endpoint.handle(look, ask, made))


async def _prolong(ask: Ask) -> None:
    """Once a day of visits, count a session's days from now."""
    if ask.signed is not None and ask.signed.tired:
        async with ask.house.database.write() as tx:
            await prolong(tx, ask.signed.session)


async def _write(endpoint: Endpoint, ask: Ask, made: Any, sent: Any) -> Response:
    key = _key(ask, sent)
    async with ask.house.database.write() as tx:
        if key is None or ask.person is None:
            return _respond(endpoint, await endpoint.handle(tx, ask, made))
        asked = digest(ask.request.url.path, sent)
        before = await already(tx, ask.person.id, key, asked)
        if before is not None:
            return _repeat(before)
        response = _respond(endpoint, await endpoint.handle(tx, ask, made))
        said = response.headers.get("location") or bytes(response.body).decode()
        given = Answered(asked, response.status_code, said)
        await remember(tx, ask.person.id, key, given)
        return response


def _key(ask: Ask, sent: Any) -> str | None:
    key = str(ask.request.headers.get("idempotency-key") or getattr(sent, "once", ""))
    if len(key) > KEY_LIMIT or not key.isprintable():
        raise Refusal("entry.malformed", what="Idempotency-Key")
    return key or None


def _respond(endpoint: Endpoint, answer: Any) -> Response:
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response(status_code=204)
    return Response(to_json(answer), endpoint.status, media_type="application/json")


def _repeat(given: Answered) -> Response:
    if given.status in {301, 302, 303}:
        return Response(status_code=given.status, headers={"location": given.body})
    return Response(given.body, given.status, media_type="application/json")


def _ration(endpoint: Endpoint, ask: Ask, buckets: Buckets, body: Any) -> None:
    limits = ask.house.limits
    address = ask.request.client.host if ask.request.client else ""
    if endpoint.rate != "sign_in":
        whom = f"by {ask.person.id}" if ask.person else f"from {address}"
        _take(ask, buckets, f"write {whom}", limits.writes_per_minute)
        return
    _take(ask, buckets, f"sign_in from {address}", limits.sign_ins_per_minute)
    handle = getattr(body, "handle", None)
    if isinstance(handle, str):  # guesses at one account count together, wherever they come from
        key = f"sign_in as {handle[:60].casefold()}"
        _take(ask, buckets, key, limits.sign_ins_per_minute)


def _take(ask: Ask, buckets: Buckets, key: str, allowed: int) -> None:
    if not buckets.take(key, per_minute=allowed, now=ask.house.clock.now()):
        raise Refusal("entry.too_often")
