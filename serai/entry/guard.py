"""The guard at the door: other sites may not write in a person's name, pages run our code alone."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serai.entry.told import problem, tell
from serai.entry.words import Words
from serai.kernel import Refusal

RULES: Final = (
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
HEADERS: Final = {
    "content-security-policy": "; ".join(RULES),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses writes that another site's page sends along with our cookies; sets the headers."""

    def __init__(self, app: ASGIApp, words: Words) -> None:
        self._app = app
        self._words = words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["method"] not in SAFE and is_foreign(Headers(scope=scope)):
            await self._refuse()(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _refuse(self) -> Response:
        return problem(tell(self._words, "en", Refusal("entry.foreign_site")))


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page sends this (Fetch Metadata, else Origin)."""
    if headers.get("authorization"):
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
