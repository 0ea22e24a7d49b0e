"""Searching in Chinese and by its sound, in tabs, with filters, suggestions and a history."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_chinese_is_found_by_its_letters_and_by_its_sound(
    demo: Served, visit: Visit, *, phone: bool
) -> None:
    page = visit(f"{demo.url}/search?q=咖啡", phone=phone)
    found = page.locator("article.note")
    expect(found.first).to_be_visible()
    expect(page.locator("article.note mark").first).to_have_text("咖啡")
    letters = {one.get_attribute("id") for one in found.all()}
    page.goto(f"{demo.url}/search?q=kafei")
    expect(page.get_by_text("kafei is read as pinyin too.")).to_be_visible()
    assert {one.get_attribute("id") for one in found.all()} == letters
    is_accessible(page)
    picture_of(page, f"search-{'phone' if phone else 'desktop'}")


def test_tabs_orders_and_filters_stand_in_the_address(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/search?q=tea", script=False)
    page.get_by_role("link", name="Most liked").click()
    expect(page).to_have_url(re.compile("order=liked"))
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Kind").select_option("text")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("order=liked.*kind=text"))
    expect(page.get_by_role("link", name="Without filters").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("order=liked$"))
    tabs = page.get_by_role("navigation", name="What was found")
    tabs.get_by_role("link", name="Topics").click()
    expect(page.locator(".found-topics a").first).to_be_visible()
    tabs.get_by_role("link", name="People").click()
    expect(tabs.locator("[aria-current]")).to_contain_text("People")


def test_suggestions_are_walked_by_keys_and_the_history_is_cleared(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "priya")
    field = page.get_by_role("combobox", name="Search notes, people, topics")
    field.fill("Lin")
    line = page.get_by_role("option").filter(has_text="@lin")
    expect(line).to_be_visible()
    is_accessible(page)
    picture_of(page, "search-suggestions")
    for _ in range(page.get_by_role("option").count()):
        field.press("ArrowDown")
        if line.get_attribute("aria-selected") == "true":
            break
    expect(field).to_have_attribute("aria-activedescendant", line.get_attribute("id") or "")
    field.press("Enter")
    expect(page).to_have_url(f"{demo.url}/@lin")
    field.fill("wheel thrown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    page.goto(f"{demo.url}/search")
    past = page.locator("#history .past")
    expect(past).to_contain_text("wheel thrown")
    is_accessible(page)
    picture_of(page, "search-history")
    page.get_by_role("button", name="Forget wheel thrown").click()
    expect(page.get_by_role("button", name="Forget wheel thrown")).to_have_count(0)
    field.fill("quiet cup")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    page.goto(f"{demo.url}/search")
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("What you look for stands here")).to_be_visible()
