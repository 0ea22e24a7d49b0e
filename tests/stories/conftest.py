"""A served house and a real browser for what people see."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import missing

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)


class Served:
    """A Serai in a process of its own."""

    def __init__(self, home: Path, *, empty: bool, **settings: str) -> None:
        self.home = home
        self.settings = settings
        self.empty = empty
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = home.parent / f"{home.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "serai", "run", "--port", str(self.port)]
        command += ["--home", str(self.home), *(["--empty"] if self.empty else [])]
        environment = {**os.environ, "PYTHONWARNINGS": "default", **self.settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdout=log, stderr=log, env=environment
            )
        self.wait()

    def wait(self, seconds: float = 400) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process is not None
            assert self.process.poll() is None, self.log.read_text("utf-8")[-3000:]
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
                    assert json.load(answer)["status"] == "ready"
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail(f"not ready after {seconds} s: {self.log.read_text('utf-8')[-3000:]}")

    def stop(self, *, hard: bool = False) -> None:
        if self.process is not None:
            (self.process.kill if hard else self.process.terminate)()
            self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo world, served."""
    served = Served(tmp_path_factory.mktemp("demo") / "home", empty=False)
    served.start()
    yield served
    served.stop()


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[Served]:
    """A house nobody lives in yet, served."""
    served = Served(tmp_path / "home", empty=True)
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """Chromium: named by SERAI_CHROMIUM, the system's, or Playwright's own download."""
    own = Path(playwright_driver.chromium.executable_path)
    named = os.environ.get("SERAI_CHROMIUM") or shutil.which("chromium")
    if named is None and not own.exists():
        missing("browser", "install chromium, or run: .venv/bin/playwright install chromium")
    opened = playwright_driver.chromium.launch(executable_path=named, args=FLAGS)
    yield opened
    opened.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(url, phone=…, locale=…, dark=…, script=…, keeper=…)`: a fresh person's page.

    Without `keeper` no service worker stands between the page and a story's hold on requests.

    A message of the content policy, a script's error or a failed request fails the story.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        url: str,
        *,
        phone: bool = False,
        locale: str = "en-US",
        dark: bool = False,
        script: bool = True,
        keeper: bool = True,
    ) -> Page:
        more: dict[str, Any] = {"has_touch": True, "is_mobile": True} if phone else {}
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]  # plain dicts serve
            locale=locale,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            service_workers="allow" if keeper else "block",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )
        page.on(
            "response",
            lambda answer: (
                complaints.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
            ),
        )
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def picture_of(page: Page, name: str) -> None:
    """Keep a screenshot as an artefact of the run."""
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")
