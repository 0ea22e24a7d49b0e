"""What cannot be taken comes back into the page as it was typed, with the reason beside it."""

import re

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit
from tests.stories.walking import come_in

TOO_MUCH = "so " * 400


def test_a_refused_comment_stands_beside_its_reason(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "tomas")
    page.locator("article.note a.open").first.click()
    form = page.locator("dialog.overlay form.say")
    form.locator("textarea").evaluate("one => one.removeAttribute('maxlength')")
    form.locator("textarea").fill(TOO_MUCH)
    form.locator("button").click()
    talk = page.locator("dialog.overlay #talk")
    expect(talk.get_by_role("alert")).to_have_text(re.compile("A comment has at most"))
    expect(talk.locator("form.reply textarea").first).to_have_value(TOO_MUCH)
    expect(page.locator(".toast")).to_have_count(0)


def test_a_refused_report_keeps_its_reason_chosen(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "tomas")
    href = page.locator("article.note a.open").nth(3).get_attribute("href")
    page.goto(f"{demo.url}{href}")
    page.locator("a[data-sheet][href^='/report?note']").first.evaluate("one => one.click()")
    sheet = page.locator("dialog.sheet")
    sheet.locator("label.chip").nth(2).click()
    sheet.locator("textarea").evaluate("one => one.removeAttribute('maxlength')")
    sheet.locator("textarea").fill(TOO_MUCH)
    sheet.get_by_role("button", name="Hand it in").click()
    expect(sheet.get_by_role("alert")).to_have_text(re.compile("words of a report"))
    expect(sheet.locator("input[name=reason]").nth(2)).to_be_checked()
    expect(sheet.locator("textarea")).to_have_value(TOO_MUCH)


def test_a_refused_interest_stays_in_its_field(demo: Served, visit: Visit) -> None:
    page = visit(demo.url + "/arrive")
    page.get_by_role("button", name="Try our sample").click()
    field = page.locator("#add")
    field.evaluate("one => one.removeAttribute('maxlength')")
    field.fill("x" * 90)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#taste").get_by_role("alert")).to_have_text(re.compile("another word"))
    expect(page.locator("#add")).to_have_value("x" * 90)
