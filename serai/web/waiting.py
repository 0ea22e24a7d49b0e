"""The porch: what people see while the house is being set up, before it can be asked anything."""

from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from serai.entry import Words, preferred, problem, tell
from serai.entry.door import FAILED, Progress
from serai.kernel import Refusal
from serai.web.assets import static_files
from serai.web.render import environment

AGAIN: Final = 2
"""Seconds after which the page looks again."""


def porch(words: Words, progress: Progress) -> ASGIApp:
    """Answers everything with 503 and how far the house is, in the colours of the house."""

    async def wait(scope: Scope, receive: Receive, send: Send) -> None:
        await _wait(words, progress, Request(scope))(scope, receive, send)

    app = Starlette(routes=[Mount("/static", static_files())])
    app.router.default = wait
    return app


def _wait(words: Words, progress: Progress, request: Request) -> Response:
    locale = preferred(request.headers.get("accept-language", ""))
    failed = progress.stage == FAILED
    told = tell(words, locale, Refusal("entry.not_set_up" if failed else "entry.setting_up"))
    again = {"retry-after": str(AGAIN), "cache-control": "no-store"}
    if request.url.path.startswith("/api/"):
        answer = problem(told)
        answer.headers.update(again)
        return answer
    template = environment(words, locale).get_template("waiting.html")
    text = template.render(locale=locale, told=told, progress=progress, failed=failed, again=AGAIN)
    return HTMLResponse(text, told.status, headers=again)
