"""The anchor of `bench web`: the least that the same server can answer."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def hello(_: Request) -> PlainTextResponse:
    """Hello."""
    return PlainTextResponse("hello, world")


app = Starlette(routes=[Route("/", hello)])
