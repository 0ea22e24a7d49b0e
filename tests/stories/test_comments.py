"""A talk that grew up: hearts, order, the pinned one, who may join in, and names while writing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


def her_note(page: Page, demo: Served) -> str:
    """A note of Lin's under which several people talk; open, with its address."""
    page.goto(f"{demo.url}/search?q=%40lin")
    card = page.locator("article.note", has_text="我妈教我").first
    where = f"{demo.url}{card.locator('a.open').get_attribute('href')}"
    page.goto(where)
    return where


Two = tuple[Page, Page, str]


@pytest.fixture
def two(demo: Served, visit: Visit) -> Two:
    """Lin at her desk (in Chinese) and Grace on her phone, both with Lin's note open."""
    lin, grace = visit(demo.url), visit(demo.url, phone=True, dark=True)
    come_in(lin, demo, "lin")
    come_in(grace, demo, "grace")
    where = her_note(grace, demo)
    lin.goto(where)
    return lin, grace, where


def test_what_one_likes_the_other_pins(two: Two) -> None:
    lin, grace, where = two
    last = grace.locator(".thread > .remark").last
    which = last.get_attribute("id")
    heart = grace.locator(f"#{which} > div .fond button")
    before = int(heart.locator(".number").inner_text() or 0)
    wanted = heart.get_attribute("aria-pressed") != "true"
    heart.tap()
    expect(heart).to_have_attribute("aria-pressed", str(wanted).lower())
    expect(heart.locator(".number")).to_have_text(str(before + (1 if wanted else -1) or ""))
    # The most liked stand first, behind what Lin pins.
    grace.get_by_role("link", name="Most liked").tap()
    expect(grace.locator("#sort-liked")).to_have_attribute("aria-current", "true")
    is_accessible(grace)
    picture_of(grace, "talk-phone-en-dark")
    lin.goto(where)
    lin.locator(f"#{which}").get_by_role("button", name="置顶", exact=True).click()
    first = lin.locator(".thread > .remark").first
    expect(first).to_have_attribute("id", which or "")
    expect(first.locator(".pinned")).to_have_text("置顶")
    picture_of(lin, "talk-desktop-zh")
    lin.locator(f"#{which}").get_by_role("button", name="取消置顶").click()
    expect(lin.locator(f"#{which} .pinned")).to_have_count(0)


def test_a_closed_talk_is_told_in_place_of_the_form(two: Two) -> None:
    lin, grace, _ = two
    lin.locator(".circle select").select_option("nobody")
    lin.locator(".circle button").click()
    expect(lin.locator(".toast")).to_contain_text("评论已关闭")
    is_accessible(lin)
    grace.reload()
    expect(grace.locator(".bar .say.closed")).to_have_text("Comments are closed")
    expect(grace.locator(".talk .closed")).to_contain_text("The author has closed the comments")
    is_accessible(grace)
    lin.locator(".circle select").select_option("everyone")
    lin.locator(".circle button").click()
    expect(lin.locator(".toast").last).to_contain_text("都可以评论")
    grace.reload()
    expect(grace.locator(".bar form.say")).to_be_visible()


def test_names_are_offered_while_writing(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "lin")
    her_note(page, demo)
    field = page.locator(".say textarea")
    field.press_sequentially("Ask @fr")
    option = page.get_by_role("option", name=re.compile("@freya"))
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    is_accessible(page)
    picture_of(page, "talk-naming")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.press_sequentially("e")
    expect(option).to_be_visible()
    field.press("Enter")
    expect(field).to_have_value("Ask @freya ")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_all_of_it_works_without_scripts(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    come_in(page, demo, "grace")
    where = her_note(page, demo)
    page.get_by_role("link", name="Most liked").click()
    expect(page.locator("#sort-liked")).to_have_attribute("aria-current", "true")
    heart = page.locator(".thread > .remark .fond button").first
    name = heart.get_attribute("id")
    pressed = heart.get_attribute("aria-pressed")
    heart.click()
    expect(page.locator(f"#{name}")).not_to_have_attribute("aria-pressed", pressed or "")
    page.locator(f"#{name}").click()
    expect(page.locator(f"#{name}")).to_have_attribute("aria-pressed", pressed or "")
    field = page.locator(".say textarea")
    field.fill("Said and taken back @freya")
    page.locator(".say button").click()
    mine = page.locator(".remark", has_text="Said and taken back")
    expect(mine.locator('.said a[href="/@freya"]')).to_be_visible()
    mine.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Undo").click()
    expect(mine).to_be_visible()
    mine.get_by_role("button", name="Withdraw").click()
    page.get_by_role("link", name="To the note").click()
    page.wait_for_url(where)
    expect(mine).to_have_count(0)
