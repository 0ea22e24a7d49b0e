"""Web: pages, drawn on the server, for people with a browser."""

from serai.entry import Endpoint
from serai.web import (
    arrive,
    arrive_understood,
    edit,
    explore,
    find,
    glances,
    hearts,
    join,
    media,
    note,
    profile,
    publish,
    reading,
    remarks,
    report,
    settings_devices,
    settings_keys,
    settings_look,
    settings_profile,
    sign_in,
    sign_in_link,
    ties,
    transparency,
    why,
)
from serai.web.assets import asset, static_files
from serai.web.render import page, refused, see_other
from serai.web.waiting import porch

__all__ = ["ROUTES", "asset", "page", "porch", "refused", "see_other", "static_files"]

_FILES = (
    arrive,
    arrive_understood,
    edit,
    explore,
    find,
    glances,
    hearts,
    join,
    media,
    note,
    profile,
    publish,
    reading,
    remarks,
    report,
    settings_devices,
    settings_keys,
    settings_look,
    settings_profile,
    sign_in,
    sign_in_link,
    ties,
    transparency,
    why,
)

ROUTES: tuple[Endpoint, ...] = tuple(endpoint for file in _FILES for endpoint in file.routes)
