"""A finished size in a real browser: it knows its length, seeks by ranges and plays."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Page, sync_playwright

from serai.clips import ClipLimits
from serai.clips.encoded import Encoded
from serai.clips.ladder import rungs_for
from serai.clips.studio import ThreadStudio
from tests.clips.made import Shape, clip
from tests.conftest import missing

MOST = 32_768

PLAY = """
async address => {
  const video = document.querySelector("video");
  const heard = name => new Promise(done => video.addEventListener(name, done, {once: true}));
  const known = heard("loadedmetadata");
  video.src = address;
  await known;
  const {duration, videoWidth, videoHeight} = video;
  const found = heard("seeked");
  video.currentTime = duration * 0.8;
  await found;
  const at = video.currentTime;
  const played = heard("ended");
  await video.play();
  await played;
  const drawn = video.getVideoPlaybackQuality().totalVideoFrames;
  return {duration, at, videoWidth, videoHeight, drawn};
}
"""


class Ranges(BaseHTTPRequestHandler):
    """Files of a folder, from where is asked and `MOST` bytes at a time."""

    protocol_version = "HTTP/1.1"
    folder: ClassVar[Path]
    asked: ClassVar[list[int]] = []

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        file = self.folder / self.path.lstrip("/")
        if not file.is_file():
            page = b"<!doctype html><video muted></video>"
            self._send(200, page, {"Content-Type": "text/html"})
            return
        data, begin = file.read_bytes(), 0
        if asked := self.headers.get("Range"):
            begin = int(asked.removeprefix("bytes=").partition("-")[0])
            self.asked.append(begin)
        end = min(len(data), begin + MOST)
        told = {"Content-Type": "video/mp4", "Accept-Ranges": "bytes"}
        told["Content-Range"] = f"bytes {begin}-{end - 1}/{len(data)}"
        self._send(206, data[begin:end], told)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the browser has what it wanted


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    Ranges.folder = tmp_path
    Ranges.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ranges)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page() -> Iterator[Page]:
    found = shutil.which("chromium")
    if found is None:
        missing("browser", "install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


@pytest.fixture
def encoded(tmp_path: Path) -> Encoded:
    noise = (("preset", "ultrafast"), ("g", "250"), ("crf", "12"))
    shape = Shape(seconds=3, width=480, height=360, turned=-90, options=noise)
    return asyncio.run(_encode(clip(tmp_path / "source.mov", shape), tmp_path))


def test_a_browser_knows_its_length_and_finds_any_moment(
    encoded: Encoded, served: str, page: Page
) -> None:
    page.goto(served)
    for rung in encoded.rungs:
        seen = page.evaluate(PLAY, f"/{rung.address}")
        assert abs(seen["duration"] - 3) < 0.1
        assert abs(seen["at"] - seen["duration"] * 0.8) < 0.05
        assert (seen["videoWidth"], seen["videoHeight"]) == (rung.width, rung.height)
        assert seen["drawn"] > 0
    assert [one.height for one in encoded.rungs] == [480]
    assert any(begin > 0 for begin in Ranges.asked), "a part in the middle was asked for"


async def _encode(source: Path, out: Path) -> Encoded:
    studio = ThreadStudio()
    probed = await studio.probe(source, ClipLimits())
    return await studio.encode(source, probed, rungs_for(probed), -1.0, out, lambda _: None)
