"""Pages to read: about this Serai, its house rules, its privacy; written in each language."""

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.store import Read
from serai.web.render import page

routes = Routes()


@routes.get("/about")
async def about(_tx: Read, ask: Ask, _: None) -> Response:
    """What this place is."""
    return _read(ask, "about", ask.gettext("About this Serai"))


@routes.get("/rules")
async def rules(_tx: Read, ask: Ask, _: None) -> Response:
    """What guests expect of each other."""
    return _read(ask, "rules", ask.gettext("House rules"))


@routes.get("/privacy")
async def privacy(_tx: Read, ask: Ask, _: None) -> Response:
    """What is stored."""
    return _read(ask, "privacy", ask.gettext("Privacy"))


def _read(ask: Ask, name: str, heading: str) -> Response:
    body = f"about/{name}.{ask.locale}.html"
    return page(ask, "about/reading.html", heading=heading, body=body)
