"""`serai shots`: a picture of every page, in every size, shade and language."""

import importlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from itertools import product
from pathlib import Path
from socket import socket
from typing import Any, Final
from urllib.parse import urlsplit

import click
import httpx
from msgspec import Struct

from serai.demo import GUEST, TOUR, Stop

SIZES: Final = {"phone": (390, 844), "desktop": (1440, 900)}
SHADES: Final = ("light", "dark")
TONGUES: Final = ("en", "zh")
QUALITY: Final = 82
PATIENCE_S: Final = 300
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)


class Way(Struct, frozen=True):
    """How the pages are looked at."""

    size: str
    shade: str
    tongue: str

    @property
    def name(self) -> str:
        """As it ends the files' names."""
        return f"{self.size}-{self.shade}-{self.tongue}"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--only", default="", help="Only pages whose name begins so.")
def shots(folder: Path, only: str) -> None:
    """Plant a demo world of its own, and put a picture of every page into DIR."""
    stops = [stop for stop in TOUR if stop.name.startswith(only)]
    if not stops:
        raise click.ClickException(f"no page's name begins with {only!r}.")
    folder.mkdir(parents=True, exist_ok=True)
    ways = [Way(*one) for one in product(SIZES, SHADES, TONGUES)]
    with _browser() as browser, _served() as (url, home):
        for nth, way in enumerate(ways):
            click.echo(f"serai: {way.name} ({nth + 1} of {len(ways)})", err=True)
            _walk(browser, url, home, way, stops, folder)
    (folder / "index.html").write_text(_index(stops, ways), "utf-8")
    click.echo(f"serai: {len(stops) * len(ways)} pictures; open {folder / 'index.html'}")


def _walk(browser: Any, url: str, home: Path, way: Way, stops: list[Stop], folder: Path) -> None:
    width, height = SIZES[way.size]
    phone = {"is_mobile": True, "has_touch": True} if way.size == "phone" else {}
    for who in ("stranger", "guest"):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=way.shade,
            locale={"en": "en-US", "zh": "zh-CN"}[way.tongue],
            reduced_motion="reduce",
            **phone,
        )
        page = context.new_page()
        if who == "guest":
            _come_in(page, url, home)
            said = {"locale": way.tongue}
            context.request.post(f"{url}/settings/language", form=said, headers={"origin": url})
        for stop in stops:
            if stop.who == who:
                _go(page, url, stop)
                page.screenshot(
                    path=folder / f"{stop.name}-{way.name}.jpg", type="jpeg", quality=QUALITY
                )
        context.close()


def _go(page: Any, url: str, stop: Stop) -> None:
    page.goto(url + stop.start)
    if stop.link:
        page.goto(url + stop.behind(page.locator(stop.link).first.get_attribute("href")))
    page.wait_for_load_state("networkidle")
    for what in stop.press:
        if what.startswith("key:"):
            page.keyboard.press(what.removeprefix("key:"))
        else:
            page.locator(what).first.click()
        page.wait_for_timeout(500)
    page.evaluate("document.fonts.ready")


def _come_in(page: Any, url: str, home: Path) -> None:
    command = [sys.executable, "-m", "serai", "enter", GUEST, "--home", str(home)]
    command += ["--port", str(urlsplit(url).port)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    page.goto(said.stdout.strip().splitlines()[-1])
    page.locator("main form button").first.click()
    page.wait_for_url(f"{url}/**")


@contextmanager
def _browser() -> Iterator[Any]:
    try:
        playwright: Any = importlib.import_module("playwright.sync_api")
    except ImportError as missing:
        raise click.ClickException(
            "looking at pages needs Playwright; bin/test sets it up. Nothing was changed."
        ) from missing
    with playwright.sync_playwright() as driver:
        named = shutil.which("chromium")
        if named is None and not Path(driver.chromium.executable_path).exists():
            raise click.ClickException(
                "looking at pages needs Chromium. Debian: apt install chromium fonts-noto-cjk."
            )
        opened = driver.chromium.launch(executable_path=named, args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def _served() -> Iterator[tuple[str, Path]]:
    """A house of its own with the demo world in it; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="serai-shots-") as folder, socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "serai", "run", "--port", str(port), "--home", folder]
        serving = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
        url = f"http://localhost:{port}"
        try:
            click.echo("serai: planting a demo world to look at ...", err=True)
            _wait(url, serving)
            yield url, Path(folder)
        finally:
            serving.terminate()
            serving.wait(30)


def _wait(url: str, serving: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and serving.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/healthz", timeout=5).is_success:
                return
        time.sleep(0.3)
    raise click.ClickException("the demo world did not stand in time; try bin/run to see why.")


def _index(stops: list[Stop], ways: list[Way]) -> str:
    rows = "".join(
        f"<h2>{escape(stop.name)} <small>{escape(stop.route)}</small></h2><p>"
        + "".join(
            f'<a href="{stop.name}-{way.name}.jpg"><img loading="lazy" height="420" '
            f'src="{stop.name}-{way.name}.jpg" alt="{stop.name}, {way.name}"></a> '
            for way in ways
        )
        + "</p>"
        for stop in stops
    )
    return f"<!doctype html><meta charset=utf-8><title>Serai, every page</title>{rows}"
