"""Serai as an app: its manifest, the worker that keeps what was read, the page for no network."""

from typing import Final

from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.kernel import to_json
from serai.store import Read
from serai.web.assets import OURS, asset, sheets, version
from serai.web.render import page

routes = Routes()

PAPER: Final = "#FBF8F4"
ICONS: Final = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"))
MASKABLE: Final = ("icon-maskable.png", "512x512", "maskable")
SHELL: Final = (
    "note.css",
    "htmx/htmx.min.js",
    "frame.js",
    "bell.js",
    "keys.js",
    "waiting.js",
    "given.js",
    "masonry.js",
    "note.js",
    "naming.js",
    "feed.js",
    "telling.js",
    "lantern.svg",
)
SEWN: Final = (("serai", "frame"), ("serai", "frame", "note", "topics"))
"""What the feed and the notes of it need to be drawn without a network, and stylesheets as one."""


@routes.get("/manifest.webmanifest")
async def manifest(_tx: Read, ask: Ask, _: None) -> Response:
    """What a device must know to hold Serai among its apps."""
    name = ask.house.place.name
    told = {
        "id": "/",
        "name": name,
        "short_name": name,
        "description": ask.gettext(
            "Visual notes in Chinese and English, in an order that can be explained."
        ),
        "lang": "zh-Hans" if ask.locale == "zh" else "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": asset(file), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for file, sizes, purpose in (*ICONS, MASKABLE)
        ],
        "shortcuts": [
            {"name": ask.gettext("Publish"), "url": "/publish"},
            {"name": ask.gettext("Notices"), "url": "/notices"},
        ],
    }
    headers = {"cache-control": "no-cache", "vary": "Cookie, Accept-Language"}
    return Response(to_json(told), headers=headers, media_type="application/manifest+json")


@routes.get("/sw.js")
async def keeper(_tx: Read, _ask: Ask, _: None) -> Response:
    """The worker, at the root so that it may answer for every page; new files make it new."""
    shell = [*(sheets(*names) for names in SEWN), *map(asset, SHELL)]
    told = {"VERSION": version(), "SHELL": shell, "OFFLINE": "/offline"}
    head = "".join(f"const {name} = {to_json(value).decode()};\n" for name, value in told.items())
    text = head + (OURS / "sw.js").read_text("utf-8")
    return Response(text, headers={"cache-control": "no-cache"}, media_type="text/javascript")


@routes.get("/offline")
async def offline(_tx: Read, ask: Ask, _: None) -> Response:
    """What stands where a page cannot be reached; kept by the device, so it names nobody."""
    return page(ask, "offline.html")


@routes.get("/shortcuts")
async def shortcuts(_tx: Read, ask: Ask, _: None) -> Response:
    """Which keys do what, as a page and as a sheet over one."""
    return page(ask, "keys/sheet.html" if ask.is_htmx else "keys/show.html")
