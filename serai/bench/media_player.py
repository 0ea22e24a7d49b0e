"""First frame: how long the player takes from its still picture to the first frame of the video."""

import importlib
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route

from serai.bench.served import free_port
from serai.entry import load_words
from serai.kernel import NoteId
from serai.web import asset, static_files
from serai.web.clips import ClipView, Size
from serai.web.covers import View
from serai.web.render import environment

LOOKS: Final = 7
"""Pages opened, each in a browser that knows nothing; the median of them counts."""

FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--no-first-run")
DOT: Final = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

FROM_STILL_TO_FRAME: Final = """
async () => {
  await customElements.whenDefined("serai-clip");
  const clip = document.querySelector("serai-clip");
  await clip.querySelector(".still img").decode();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const from = performance.now();
  const first = new Promise((done) => clip.video.requestVideoFrameCallback(done));
  clip.enter();
  return (await first) - from;
}
"""


def first_frame_ms(film: Path, codecs: str, looks: int = LOOKS) -> float:
    """Median milliseconds until a frame of `film` stands where its still picture stood.

    `film` is a fragmented MP4 as a rung is, played over loopback in Chromium by the player of the
    pages. Raises `ImportError` without Playwright, and what it raises without Chromium.
    """
    with _page(film, codecs) as url, _browser() as browser:
        return median([_look(browser, url) for _ in range(looks)])


def _look(browser: Any, url: str) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    try:
        page = context.new_page()
        page.goto(url)
        return float(page.evaluate(FROM_STILL_TO_FRAME))
    finally:
        context.close()


@contextmanager
def _browser() -> Iterator[Any]:
    playwright: Any = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def _page(film: Path, codecs: str) -> Iterator[str]:
    """A page with the player alone, served until the block ends."""
    still, width, height = _still_of(film)
    text = _drawn(width, height, codecs)

    async def page(_: Request) -> Response:
        return HTMLResponse(text)

    async def played(_: Request) -> Response:
        return FileResponse(film, media_type="video/mp4")

    async def seen(_: Request) -> Response:
        return Response(still, media_type="image/jpeg")

    routes = [Route("/", page), Route("/film.mp4", played), Route("/still.jpg", seen)]
    app = Starlette(routes=[*routes, Mount("/static", static_files())])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        running.join()


def _still_of(film: Path) -> tuple[bytes, int, int]:
    """The first frame as a JPEG, and its sides."""
    reader: Any = importlib.import_module("av")
    with reader.open(str(film)) as opened:
        picture = next(opened.decode(video=0)).to_image()
    out = BytesIO()
    picture.save(out, "jpeg")
    return out.getvalue(), picture.width, picture.height


def _drawn(width: int, height: int, codecs: str) -> str:
    """The player as pages have it, in a page of its own."""
    clip = ClipView(
        note=NoteId(1),
        kind="video",
        width=width,
        height=height,
        seconds="30.000",
        shown="0:30",
        has_sound=True,
        still=View(width, height, DOT, "", (), "/still.jpg"),
        sizes=(Size("/film.mp4", f'video/mp4; codecs="{codecs}"', width, 0),),
        playlist="",
        tiles="",
        tracks=(),
    )
    template = environment(load_words(), "en").get_template("clip/player.html")
    player = template.render(clip=clip, mode="watch", called="", eager=True)
    sheets = "".join(
        f'<link rel="stylesheet" href="{asset(one)}">' for one in ("note.css", "clip.css")
    )
    script = f'<script type="module" src="{asset("clip.js")}"></script>'
    return f"<!doctype html><html><head>{sheets}{script}</head><body>{player}</body></html>"
