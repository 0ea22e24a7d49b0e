"""Topics are followed and muted, what rises says by what rule, and near is what one chose."""

import re

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


def test_a_topic_is_followed_and_stands_among_the_channels(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "grace")
    page.goto(f"{demo.url}/topics/pottery")
    follow = page.locator("header.topic form button").first
    if follow.inner_text() != "Follow":  # one thing with what she chose at the door
        follow.click()
        expect(page.locator("header.topic form button").first).to_have_text("Follow")
    page.locator("header.topic form button").first.click()
    expect(page.locator("header.topic form button").first).not_to_have_text("Follow")
    is_accessible(page)
    picture_of(page, "topic")
    page.goto(demo.url)
    here = page.url
    channel = page.locator('.strip a[href^="/topics/"]').first
    expect(channel).to_be_visible()
    channel.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(here)
    expect(page.locator('.strip a[aria-current="page"]')).to_be_visible()
    page.goto(f"{demo.url}/settings/feed")
    is_accessible(page)


def test_a_topic_is_muted_for_a_week_and_heard_again(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    come_in(page, demo, "dashan")
    page.goto(f"{demo.url}/topics/travel/mute")
    page.get_by_role("main").locator("form button").first.click()
    page.goto(f"{demo.url}/topics/travel")
    muted = page.locator("form.proof")
    expect(muted).to_be_visible()
    muted.get_by_role("button").click()
    page.goto(f"{demo.url}/topics/travel")
    expect(page.locator("form.proof")).to_have_count(0)


def test_what_rises_is_told_with_its_rule(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/hot", phone=True)
    expect(page.get_by_text("rise = (now + 5) ÷ (usually + 5)")).to_be_visible()
    line = page.locator(".rising li").first
    told = re.compile(r"now (\d+), usually ([\d.]+), so ×([\d.]+)")
    expect(line).to_contain_text(told)
    found = told.search(line.inner_text())
    assert found
    now, usual, rise = (float(part) for part in found.groups())
    assert abs((now + 5) / (usual + 5) - rise) < 0.1
    is_accessible(page)
    picture_of(page, "hot-phone")


def test_near_is_what_one_chose(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/nearby")
    expect(page.get_by_role("heading", name="Nowhere is near yet")).to_be_visible()
    is_accessible(page)
    page.get_by_label("What is near to you").select_option("PT")
    page.get_by_role("button", name="This is near").click()
    expect(page.get_by_role("heading", name="Near: Portugal")).to_be_visible()
    expect(page.locator("article.note").first).to_be_visible()
    expect(page.locator('a.author[href="/@eduardo"]').first).to_be_visible()
    expect(page.locator('a.author[href="/@freya"]')).to_have_count(0)  # she shares a language alone
    picture_of(page, "nearby")
