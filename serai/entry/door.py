"""The door: says how far the house is while it is being set up, and opens when it is ready."""

from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from serai.entry.ask import preferred
from serai.entry.words import Words

WAIT: Final = "2"
HEALTH: Final = "/healthz"

_log = structlog.get_logger()
_PAGE: Final = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8">'
    '<meta http-equiv="refresh" content="2">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Serai</title>'
    "<h1>serai·驿</h1><p>{said}</p>"
)


class Progress(Struct):
    """How far the setting up is; `of` is 0 where nobody can tell yet."""

    stage: str = "start"
    done: int = 0
    of: int = 0

    def move(self, done: int, of: int) -> None:
        """So much is done."""
        self.done, self.of = done, of


SetUp = Callable[[Progress], Awaitable[ASGIApp]]


class Door:
    """Answers /healthz with 503 until the house stands, then with 200, and hands on the rest."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._inner: ASGIApp | None = None
        self.progress = Progress()

    async def build(self, set_up: SetUp) -> None:
        """Set the house up; a failure is logged, and the door stays shut."""
        try:
            self._inner = await set_up(self.progress)
        except Exception:
            self.progress.stage = "failed"
            _log.exception("house.failed")
            raise
        self.progress.stage = "ready"
        _log.info("house.ready")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["path"] == HEALTH:
            await self._health()(scope, receive, send)
        elif self._inner is not None:
            await self._inner(scope, receive, send)
        else:
            await self._wait(Request(scope))(scope, receive, send)

    def _health(self) -> Response:
        ready = self._inner is not None
        body = {
            "status": self.progress.stage,
            "done": self.progress.done,
            "of": self.progress.of,
        }
        return JSONResponse(body, 200 if ready else 503)

    def _wait(self, request: Request) -> Response:
        locale = preferred(request.headers.get("accept-language", ""))
        sentence = self._words.refusals["entry.setting_up"]
        said = sentence.spoken(locale, {"done": self.progress.done, "of": self.progress.of})
        page = _PAGE.format(lang=locale, said=said)
        return HTMLResponse(page, 503, headers={"retry-after": WAIT})
