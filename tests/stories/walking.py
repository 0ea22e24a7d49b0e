"""Steps that several stories take."""

import re
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.stories.conftest import Served


def is_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def come_in(page: Page, demo: Served, handle: str) -> None:
    """Sign in as a person of the demo world, by the operator's one-time link."""
    command = [sys.executable, "-m", "serai", "enter", handle, "--home", str(demo.home)]
    command += ["--port", str(demo.port)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    page.goto(said.stdout.strip().splitlines()[-1])
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(rf"{demo.url}/($|\?)"))


def open_first(page: Page, nth: int = 0) -> str:
    card = page.locator("article.note").nth(nth)
    href = card.locator("a.open").get_attribute("href")
    card.locator("a.open").click()
    page.locator("dialog.overlay .view").wait_for()
    assert href
    return href
