"""Web: pages, drawn on the server, for people with a browser."""

from serai.entry import Endpoint
from serai.web import (
    edit,
    join,
    media,
    publish,
    settings_devices,
    settings_keys,
    settings_look,
    settings_profile,
    sign_in,
    sign_in_link,
)
from serai.web.assets import asset, static_files
from serai.web.render import not_found, page, refused, see_other

__all__ = ["ROUTES", "asset", "not_found", "page", "refused", "see_other", "static_files"]

_FILES = (
    edit,
    join,
    media,
    publish,
    settings_devices,
    settings_keys,
    settings_look,
    settings_profile,
    sign_in,
    sign_in_link,
)

ROUTES: tuple[Endpoint, ...] = tuple(endpoint for file in _FILES for endpoint in file.routes)
