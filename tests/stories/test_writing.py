"""What somebody writes waits for them, and publishing can be undone."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.test_publish import join
from tests.stories.walking import come_in, is_accessible


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (900, 600), "#1f6f6b").save(path)
    return str(path)


def saved(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_contain_text("Saved at")
    expect(page).to_have_url(re.compile(r"/publish\?draft=\d+"))


def test_a_tab_is_closed_and_everything_is_there_again(
    demo: Served, visit: Visit, photo: str
) -> None:
    page = visit(demo.url)
    join(page, demo, "sleepy")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", photo)
    expect(page.locator(".shot:not(.sending)")).to_have_count(1)
    page.locator("[name=alt]").first.fill("One flat colour")
    page.fill("#title", "Begun at night")
    page.fill("#place", "Kyo")
    expect(page.locator("#places option").first).to_have_attribute("value", "Kyoto")
    page.fill("#place", "Kyoto")
    page.get_by_text("Publish later").click()
    hour = page.locator("#when").get_attribute("min") or ""
    page.fill("#when", hour)
    page.locator("[name=audience][value=mutuals]").check()
    saved(page)
    is_accessible(page)
    page.goto(demo.url)
    page.goto(f"{demo.url}/publish")
    expect(page.locator("#title")).to_have_value("")
    page.get_by_role("link", name="You have 1 draft").click()
    is_accessible(page)
    page.get_by_role("link", name="Begun at night").first.click()
    expect(page.locator("#title")).to_have_value("Begun at night")
    expect(page.locator("#place")).to_have_value("Kyoto")
    expect(page.locator("[name=audience][value=mutuals]")).to_be_checked()
    expect(page.locator("#when")).to_have_value(hour)
    expect(page.locator("[name=alt]").first).to_have_value("One flat colour")


def test_publishing_is_undone_with_everything_in_place(
    demo: Served, visit: Visit, photo: str
) -> None:
    page = visit(demo.url)
    join(page, demo, "hasty")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", photo)
    expect(page.locator(".shot:not(.sending)")).to_have_count(1)
    page.fill("#title", "Begun at night")
    page.fill("#place", "Kyoto")
    page.locator("[data-send]").click()
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.get_by_role("link", name="in Kyoto")).to_be_visible()
    picture_of(page, "writing-published")
    page.locator(".undo").get_by_role("button", name="Undo").click()
    page.wait_for_url(re.compile(r"/publish\?draft=\d+"))
    expect(page.locator("#title")).to_have_value("Begun at night")
    expect(page.locator(".shot")).to_have_count(1)
    page.locator("[data-send]").click()
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    page.goto(f"{demo.url}/drafts")
    expect(page.get_by_role("heading", name="What you begin stands here")).to_be_visible()


def test_two_tabs_with_one_draft_lose_nothing(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "twotabs")
    page.goto(f"{demo.url}/publish")
    page.fill("#text", "begun")
    saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#text", "begun, and more there")
    saved(other)
    page.fill("#text", "begun, and more here")
    expect(page.locator("[data-kept]")).to_contain_text("changed in another tab")
    page.goto(f"{demo.url}/drafts")
    expect(page.get_by_text("begun, and more here").first).to_be_visible()
    expect(page.get_by_text("begun, and more there").first).to_be_visible()


def test_a_note_is_told_when_to_go_out_and_may_be_kept_back(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "earlybird")
    page.goto(f"{demo.url}/publish")
    page.get_by_text("Words", exact=True).click()
    page.fill("#words", "Good morning")
    page.get_by_text("Publish later").click()
    ahead = "new Date(Date.now() + 864e5 - new Date().getTimezoneOffset() * 6e4).toISOString()"
    page.fill("#when", str(page.evaluate(f"() => {ahead}.slice(0, 16)")))
    page.get_by_role("button", name="Publish at this time").click()
    page.wait_for_url(re.compile(r"/drafts\?scheduled=\d+"))
    expect(page.get_by_role("heading", name="Going out by themselves")).to_be_visible()
    is_accessible(page)
    picture_of(page, "writing-scheduled")
    page.get_by_role("link", name="Go on writing: Good morning").click()
    expect(page.get_by_role("button", name="Keep it as a draft")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Publish now").click()
    page.wait_for_url(re.compile(r"/notes/\d+$"))


def test_without_scripts_a_draft_is_saved_by_a_button(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    join(page, demo, "unhurried")
    page.goto(f"{demo.url}/publish")
    page.fill("#title", "By hand")
    page.get_by_role("button", name="Save as draft").click()
    page.wait_for_url(re.compile(r"/publish\?draft=\d+"))
    expect(page.locator("#title")).to_have_value("By hand")
    page.goto(f"{demo.url}/drafts")
    page.get_by_role("button", name="Delete: By hand").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("By hand").first).to_be_visible()


def test_somebody_of_the_demo_has_begun_a_note(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "lin")
    page.goto(f"{demo.url}/drafts")
    expect(page.locator(".draft")).to_have_count(1)
