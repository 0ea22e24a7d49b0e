"""Web: pages, drawn on the server, for people with a browser."""

from serai.entry import Endpoint
from serai.web.render import asset, page, refused, see_other

__all__ = ["ROUTES", "asset", "page", "refused", "see_other"]

ROUTES: tuple[Endpoint, ...] = ()
