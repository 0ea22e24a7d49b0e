"""Somebody hears of what others do, while they do it."""

import re

from playwright.sync_api import Page, expect

from serai.demo import load_world
from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible

LIVE = 15_000


DOT = ".rail .unread[data-unread]"


def a_note_without(author: str, *likers: str) -> str:
    """The title of a note of `author`'s that none of `likers` has liked."""
    [person] = [one for one in load_world() if one.handle == author]
    return next(n.title for n in person.notes if n.title and not {*likers} & {*n.likes})


def read_all(page: Page, demo: Served) -> None:
    page.goto(f"{demo.url}/notices")
    expect(page.locator(DOT)).to_be_hidden(timeout=LIVE)


def like(page: Page, demo: Served, author: str, title: str) -> None:
    page.goto(f"{demo.url}/@{author}")
    heart = page.locator("article.note", has_text=title).locator(".heart")
    with page.expect_response(re.compile("/like$")):
        heart.click()


def say(page: Page, demo: Served, address: str, words: str) -> None:
    page.goto(f"{demo.url}{address}")
    page.locator("form.say textarea").first.fill(words)
    page.locator("form.say button").first.click()
    expect(page.locator(".remark", has_text=words).first).to_be_visible()


def test_the_dot_lights_up_in_every_open_tab(demo: Served, visit: Visit) -> None:
    title = a_note_without("priya", "tomas", "eduardo")
    mine = visit(demo.url)
    come_in(mine, demo, "priya")
    read_all(mine, demo)
    mine.goto(f"{demo.url}/newest")
    second = mine.context.new_page()
    second.goto(f"{demo.url}/following")
    for tab in (mine, second):
        expect(tab.locator(DOT)).to_be_hidden()
    tomas = visit(demo.url)
    come_in(tomas, demo, "tomas")
    like(tomas, demo, "priya", title)
    for tab in (mine, second):
        expect(tab.locator(DOT)).to_be_visible(timeout=LIVE)
    picture_of(mine, "notices-dot")
    eduardo = visit(demo.url)
    come_in(eduardo, demo, "eduardo")
    like(eduardo, demo, "priya", title)
    mine.wait_for_timeout(2_000)
    mine.get_by_role("link", name=re.compile("^Notices")).click()
    first = mine.locator(".told.new").first
    expect(first.locator(".whole")).to_have_text(re.compile(r"^Edu.* and Tom.* liked your note “"))
    expect(second.locator(DOT)).to_be_hidden(timeout=LIVE)
    is_accessible(mine)
    first.locator(".whole").press("Enter")
    expect(mine).to_have_url(re.compile(r"/notes/\d+$"))


def test_who_listens_at_their_list_is_offered_what_is_new(demo: Served, visit: Visit) -> None:
    mine = visit(demo.url, phone=True)
    come_in(mine, demo, "lin")
    read_all(mine, demo)
    noah = visit(demo.url)
    come_in(noah, demo, "tomas")
    noah.goto(f"{demo.url}/@lin")
    note = noah.locator("article.note a.open").first.get_attribute("href")
    say(noah, demo, str(note), "How long did the light last?")
    fresh = mine.locator("#fresh a")
    expect(fresh).to_be_visible(timeout=LIVE)
    fresh.click()
    expect(mine.locator(".told.new .quote").first).to_have_text("How long did the light last?")
    picture_of(mine, "notices-phone-zh")
    is_accessible(mine)
    mine.locator(".told.new .whole").first.click()
    expect(mine).to_have_url(re.compile(r"/notes/\d+#c\d+$"))
    mine.goto(demo.url)
    mine.locator(".head .find").click()  # notices took its place below
    expect(mine).to_have_url(f"{demo.url}/search")


def test_a_kind_switched_off_and_somebody_blocked_make_no_notice(
    demo: Served, visit: Visit
) -> None:
    mine = visit(demo.url)
    come_in(mine, demo, "freya")
    read_all(mine, demo)
    mine.goto(f"{demo.url}/settings/notices")
    mine.get_by_label("New followers").uncheck()
    mine.get_by_role("button", name="Save").click()
    expect(mine.locator(".proof")).to_be_visible()
    is_accessible(mine)
    other = visit(demo.url)
    come_in(other, demo, "eduardo")
    other.goto(f"{demo.url}/@freya")
    button = other.locator("form.follow button").first
    if "Following" in button.inner_text():
        button.click()
        expect(button).not_to_have_text("Following ✓")
    other.locator("form.follow button").first.click()
    expect(other.locator("form.follow button").first).to_have_text("Following ✓")
    note = str(other.locator("article.note a.open").first.get_attribute("href"))
    say(other, demo, note, "What a week")
    expect(mine.locator(DOT)).to_be_visible(timeout=LIVE)
    mine.goto(f"{demo.url}/notices")
    expect(mine.locator(".told.new")).to_have_count(1)
    expect(mine.locator(".told.new .quote")).to_have_text("What a week")
    mine.request.post(f"{demo.url}/@eduardo/block", headers={"sec-fetch-site": "same-origin"})
    mine.goto(f"{demo.url}/notices")
    expect(mine.locator(".told", has_text="What a week")).to_have_count(0)
    mine.request.post(f"{demo.url}/@eduardo/unblock", headers={"sec-fetch-site": "same-origin"})


def test_the_page_needs_no_script(demo: Served, visit: Visit) -> None:
    mine = visit(demo.url, script=False)
    come_in(mine, demo, "suwen")
    mine.goto(f"{demo.url}/notices")
    expect(mine.locator(DOT)).to_be_visible()
    new = mine.locator(".told.new").count()
    assert new
    mine.goto(f"{demo.url}/notices?kind=hearts")
    assert mine.locator(".told").count()
    mine.goto(f"{demo.url}/notices")
    mine.locator("#read button").click()
    expect(mine.locator(DOT)).to_be_hidden()
    expect(mine.locator(".told.new")).to_have_count(0)
    assert mine.locator(".told").count() >= new
