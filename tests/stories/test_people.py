"""People: who follows whom, a follower removed, somebody muted, and a busybody who sees neither."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


@pytest.fixture
def freya(demo: Served, visit: Visit) -> Page:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    return page


def names(page: Page) -> list[str]:
    return [row.get_attribute("data-person") or "" for row in page.locator("li.person").all()]


def test_a_follower_is_removed_and_that_is_undone(demo: Served, visit: Visit, freya: Page) -> None:
    freya.goto(f"{demo.url}/@freya")
    freya.locator(".counts a", has_text="follower").click()
    first = freya.locator("li.person").first
    expect(first).to_be_visible()
    fan = first.get_attribute("data-person") or ""
    is_accessible(freya)
    picture_of(freya, "followers")
    first.locator("summary").press("Enter")
    first.get_by_role("button", name="Remove this follower").press("Enter")
    expect(first).to_be_hidden()
    busybody = visit(f"{demo.url}/@freya/followers")
    assert fan not in names(busybody)
    assert busybody.get_by_role("button", name="Remove this follower").count() == 0
    freya.locator(".toast").get_by_role("button", name="Undo").click()
    expect(first).to_be_visible()
    busybody.reload()
    assert names(busybody)[0] == fan


def test_who_is_muted_is_met_no_more_and_cannot_tell(
    demo: Served, visit: Visit, freya: Page
) -> None:
    dashan = visit(f"{demo.url}", locale="zh-CN")
    come_in(dashan, demo, "dashan")
    dashan.goto(f"{demo.url}/@freya")
    before = dashan.locator("main").inner_text()
    theirs = freya.locator('article.note a.author[href="/@dashan"]')
    freya.goto(f"{demo.url}/following")
    expect(theirs.first).to_be_visible()
    freya.goto(f"{demo.url}/@dashan")
    freya.locator(".profile .menu summary").click()
    freya.get_by_role("link", name="Mute @dashan").click()
    sheet = freya.locator("dialog.sheet")
    sheet.get_by_text("A week").click()
    is_accessible(freya)
    picture_of(freya, "mute")
    sheet.get_by_role("button", name="Mute", exact=True).click()
    expect(freya.locator(".toast")).to_contain_text("is muted, which ends in 1 week")
    for feed in ("/following", "/newest"):
        freya.goto(f"{demo.url}{feed}")
        expect(freya.locator("article.note").first).to_be_visible()
        expect(theirs).to_have_count(0)
    dashan.reload()
    assert dashan.locator("main").inner_text() == before
    freya.goto(f"{demo.url}/settings/people")
    expect(freya.locator("#muted .person")).to_contain_text("Ends in 1 week")
    is_accessible(freya)
    picture_of(freya, "blocked-and-muted")
    freya.get_by_role("button", name=re.compile("^Unmute")).click()
    expect(freya.locator("#muted .person")).to_have_count(0)


def test_muting_and_removing_need_no_script(demo: Served, visit: Visit) -> None:
    maya = visit(demo.url, script=False, phone=True)
    come_in(maya, demo, "maya")
    maya.goto(f"{demo.url}/@lin")
    maya.locator(".profile .menu summary").click()
    maya.get_by_role("link", name="Mute @lin").click()
    maya.get_by_role("button", name="Mute", exact=True).click()
    expect(maya.locator("h1")).to_contain_text("is muted. They are not told.")
    maya.goto(f"{demo.url}/@lin")
    maya.locator(".muted").get_by_role("button", name="Unmute").click()
    expect(maya.locator(".muted")).to_have_count(0)
    maya.goto(f"{demo.url}/@maya/followers")
    fan = names(maya)[0]
    row = maya.locator(f'li.person[data-person="{fan}"]')
    row.locator("summary").click()
    row.get_by_role("button", name="Remove this follower").click()
    maya.get_by_role("button", name="Undo").click()
    maya.goto(f"{demo.url}/@maya/followers")
    assert names(maya)[0] == fan
