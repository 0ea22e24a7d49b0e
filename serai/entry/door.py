"""The door: says how far the house is while it is being set up, and opens when it is ready."""

from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from msgspec import Struct
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH: Final = "/healthz"
FAILED: Final = "failed"

_log = structlog.get_logger()


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
    """Answers /healthz with 503 until the house stands, then with 200, and hands on the rest.

    Until then the rest goes to the porch, which is told how far the house is.
    """

    def __init__(self, porch: Callable[[Progress], ASGIApp]) -> None:
        self.progress = Progress()
        self._inner: ASGIApp | None = None
        self._porch = porch(self.progress)

    async def build(self, set_up: SetUp) -> None:
        """Set the house up; a failure is logged, and the door stays shut."""
        try:
            self._inner = await set_up(self.progress)
        except Exception:
            self.progress.stage = FAILED
            _log.exception("house.failed")
            raise
        self.progress.stage = "ready"
        _log.info("house.ready")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["path"] == HEALTH:
            await self._health()(scope, receive, send)
        else:
            await (self._inner or self._porch)(scope, receive, send)

    def _health(self) -> Response:
        ready = self._inner is not None
        body = {
            "status": self.progress.stage,
            "done": self.progress.done,
            "of": self.progress.of,
        }
        return JSONResponse(body, 200 if ready else 503)
