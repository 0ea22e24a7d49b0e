"""Everything a reader may do to a note and its author, and take back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible, open_first


def test_a_heart_is_given_at_once_and_taken_back(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    page.goto(f"{demo.url}/newest")
    first = page.locator('article.note:has(.heart[aria-pressed="false"])').first
    note = first.get_attribute("data-note")
    heart = page.locator(f'article.note[data-note="{note}"] .heart')
    before = int(heart.locator("[data-count]").get_attribute("data-count") or 0)
    with page.expect_response(re.compile("/like$")) as answer:
        heart.click()
        expect(heart).to_have_attribute("aria-pressed", "true")
    assert answer.value.status == 204
    page.reload()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(heart.locator("[data-count]")).to_have_attribute("data-count", str(before + 1))
    with page.expect_response(re.compile("/unlike$")):
        heart.click()
    page.reload()
    expect(heart).to_have_attribute("aria-pressed", "false")


def test_people_talk_in_two_levels_and_take_words_back(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "priya")
    open_first(page)
    view = page.locator("dialog.overlay .view")
    field = view.locator(".say textarea")
    field.fill("What a light! 光线真好")
    page.locator("[data-leave]").click()
    expect(view).to_have_count(0)
    open_first(page)
    expect(field).to_have_value("What a light! 光线真好")
    field.press("Control+Enter")
    mine = view.locator(".remark", has_text="What a light!").first
    expect(mine).to_be_visible()
    expect(field).to_have_value("")
    mine.locator("summary").first.click()
    mine.locator(".reply textarea").fill("And the shadows")
    mine.locator(".reply > button").click()
    answer = view.locator(".answers .remark", has_text="And the shadows")
    expect(answer).to_be_visible()
    answer.get_by_role("button", name="Withdraw").click()
    expect(answer).to_have_count(0)
    page.locator(".toast button").click()
    expect(answer).to_be_visible()
    is_accessible(page)


def test_words_begun_outlive_a_session_that_was_closed_elsewhere(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url, phone=True, locale="zh-CN")
    come_in(page, demo, "grace")
    page.goto(f"{demo.url}/newest")
    page.locator("serai-masonry.placed").wait_for()
    open_first(page, 2)
    note = page.url
    field = page.locator(".say textarea")
    field.tap()
    expect(page.locator(".bar .heart")).to_be_visible()
    field.fill("慢慢写的一句话")
    send = page.locator(".say button")
    box = send.bounding_box()
    assert box
    assert box["width"] > box["height"], "one word, one line"
    page.context.clear_cookies()
    send.tap()
    page.wait_for_url(re.compile("/join"))
    come_in(page, demo, "grace")
    page.goto(note)
    expect(field).to_have_value("慢慢写的一句话")
    send.tap()
    expect(page.locator(".remark .said", has_text="慢慢写的一句话")).to_be_in_viewport()
    expect(field).to_have_value("")


@pytest.fixture
def eduardo(demo: Served, visit: Visit) -> Page:
    """Eduardo, looking at the newest notes; the first one of somebody else is open."""
    page = visit(demo.url)
    come_in(page, demo, "eduardo")
    page.goto(f"{demo.url}/newest")
    page.locator("serai-masonry.placed").wait_for()
    others = page.locator("article.note:not(:has(a.author[href='/@eduardo']))")
    others.first.locator("a.open").click()
    page.locator("dialog.overlay .view").wait_for()
    return page


def the_card(page: Page) -> Locator:
    """The card of the note that is open."""
    note = page.locator("dialog.overlay .view").get_attribute("data-note")
    return page.locator(f'article.note[data-note="{note}"]')


def test_following_can_be_undone(eduardo: Page) -> None:
    button = eduardo.locator("dialog.overlay form.follow button")
    before = button.inner_text()
    button.click()
    expect(button).not_to_have_text(before)
    button.click()
    expect(button).to_have_text(before)


def test_a_report_is_handed_in_and_can_be_undone(eduardo: Page) -> None:
    eduardo.locator("dialog.overlay .maker summary").click()
    eduardo.locator("dialog.overlay .maker").get_by_role("link", name="Report").click()
    sheet = eduardo.locator("dialog.sheet")
    sheet.locator("label", has_text="Advertising").click()
    is_accessible(eduardo)
    picture_of(eduardo, "report")
    sheet.get_by_role("button", name="Hand it in").click()
    expect(sheet).to_have_count(0)
    with eduardo.expect_response(re.compile("take-back")) as answer:
        eduardo.locator(".toast button").click()
    assert answer.value.status == 204


@pytest.mark.parametrize("deed", ["Not interested", "Block @"])
def test_what_is_not_to_be_seen_leaves_and_can_be_brought_back(eduardo: Page, deed: str) -> None:
    card = the_card(eduardo)
    eduardo.locator("dialog.overlay .maker summary").click()
    eduardo.get_by_role("button", name=deed).click()
    expect(eduardo.locator("dialog.overlay")).to_have_count(0)
    expect(card).to_be_hidden()
    eduardo.locator(".toast button").click()
    expect(card).to_be_visible()
