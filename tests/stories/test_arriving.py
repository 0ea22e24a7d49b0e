"""From an archive, a sample or a few pictures to a first page made for them."""

import re
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of


def is_accessible(page: Page) -> None:
    found = Axe().run(page, context="main")  # the frame around it has a story of its own
    assert found.violations_count == 0, found.generate_report()


def join(page: Page, handle: str) -> None:
    page.locator("#handle").fill(handle)
    page.locator("#name").fill(handle.title())
    page.locator("#password").fill("four plain words here")
    page.locator("[data-second]").click()
    page.locator(".codes li").first.wait_for()
    page.locator(".door a.primary").click()


def reasons(page: Page, cards: int) -> list[str]:
    page.locator("article.note").first.wait_for()
    shown = page.locator("article.note").all()[:cards]
    return [
        card.locator(".reason").inner_text() if card.locator(".reason").count() else ""
        for card in shown
    ]


@pytest.mark.parametrize("year", [2025, 2022])
def test_an_archive_makes_the_first_page(
    demo: Served, visit: Visit, shared: Path, year: int
) -> None:
    page = visit(f"{demo.url}/arrive")
    is_accessible(page)
    picture_of(page, "arrive-desktop")
    page.set_input_files("#archive", shared / "data" / "exports" / f"tiktok_json_{year}.zip")
    page.wait_for_url("**/arrive/understood")
    expect(page.locator("#taste")).to_contain_text("you searched “monstera care” 6 times")
    expect(page.locator("main")).to_contain_text("3000 videos watched")
    is_accessible(page)
    picture_of(page, f"understood-desktop-{year}")
    page.get_by_role("link", name="Choose a name and see your page").click()
    join(page, f"wen{year}")
    page.wait_for_url(f"{demo.url}/")
    told = reasons(page, 10)
    assert sum("archive" in one for one in told) >= 6, told


def test_a_tap_corrects_without_leaving_the_page(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/arrive", phone=True, locale="zh-CN")
    page.locator("form[action='/arrive/sample'] button").click()
    page.wait_for_url("**/arrive/understood")
    page.evaluate("window.here = true")
    plants = page.locator("#tap-t1")
    expect(plants).to_have_attribute("aria-pressed", "true")
    plants.click()
    expect(plants).to_have_attribute("aria-pressed", "false")
    expect(plants).to_be_focused()
    is_accessible(page)
    plants.click()
    expect(plants).to_have_attribute("aria-pressed", "true")
    page.locator("#add").fill("瑜伽")
    page.locator(".add button").click()
    expect(page.locator("#tap-t1")).to_contain_text("健身")
    assert page.evaluate("window.here"), "the page was never left"
    picture_of(page, "understood-phone")


def test_a_wrong_file_is_told_where_it_was_dropped(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"not an archive at all")
    page = visit(f"{demo.url}/arrive")
    page.set_input_files("#archive", wrong)
    expect(page.locator("#refused")).to_contain_text("not an archive we can open")
    expect(page.locator(".zone")).to_be_visible()
    is_accessible(page)


def test_without_scripts_the_form_does_the_same(demo: Served, visit: Visit, shared: Path) -> None:
    page = visit(f"{demo.url}/arrive", script=False)
    page.set_input_files("#archive", shared / "data" / "exports" / "tiktok_json_2025.zip")
    page.get_by_role("button", name="Read my archive").click()
    expect(page).to_have_url(re.compile("/arrive/understood$"))
    page.locator("#tap-t1").click()
    expect(page.locator("#tap-t1")).to_have_attribute("aria-pressed", "false")


def test_a_few_pictures_do_without_an_archive(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/arrive", phone=True)
    go = page.get_by_role("button", name="Make my page")
    expect(go).to_be_disabled()
    for topic in ("Plants & gardens", "Coffee & tea", "Pets"):
        page.locator(".pick", has_text=topic).click()
    is_accessible(page)
    picture_of(page, "arrive-phone")
    go.click()
    page.wait_for_url("**/arrive/understood")
    page.get_by_role("link", name="Choose a name and see your page").click()
    join(page, f"picker{int(time.time()) % 100_000}")
    page.wait_for_url(f"{demo.url}/")
    assert page.locator("article.note").count() >= 10
