"""Web: pages, drawn on the server, for people with a browser."""

from serai.entry import Endpoint
from serai.web.assets import asset, static_files
from serai.web.render import not_found, page, refused, see_other

__all__ = ["ROUTES", "asset", "not_found", "page", "refused", "see_other", "static_files"]

ROUTES: tuple[Endpoint, ...] = ()
