"""From a post of the old platform to the note it becomes, and how its author sees it go."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of

TITLE = "my balcony in May #plants"


def is_accessible(page: Page) -> None:
    found = Axe().run(page, context="main")
    assert found.violations_count == 0, found.generate_report()


def arrive(page: Page, handle: str) -> None:
    page.locator("form[action='/arrive/sample'] button").click()
    page.wait_for_url("**/arrive/understood")
    expect(page.locator("main")).to_contain_text("4 posts of your own: bring any of them along")
    page.get_by_role("link", name="Choose a name and see your page").click()
    page.locator("#handle").fill(handle)
    page.locator("#name").fill(handle.title())
    page.locator("#password").fill("four plain words here")
    page.locator("[data-second]").click()
    page.locator(".codes li").first.wait_for()
    page.locator(".door a.primary").click()
    expect(page.locator("body[data-person]")).to_be_attached()


def choose_old_post(page: Page, house: Served) -> None:
    page.goto(f"{house.url}/publish")
    page.locator(".ways label", has_text="Words").click()
    page.fill("#words", "A balcony, one year on")
    origin = page.locator("#origin")
    label = origin.locator("option", has_text=TITLE).inner_text()
    origin.select_option(label=label)


def test_an_old_post_comes_along_and_its_author_sees_how_it_goes(
    demo: Served, visit: Visit
) -> None:
    page = visit(f"{demo.url}/arrive", phone=True)
    arrive(page, "brings_along")
    choose_old_post(page, demo)
    is_accessible(page)
    page.reload()  # the draft on this device remembers the choice as well
    expect(page.locator("#origin option:checked")).to_contain_text(TITLE)
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    mine = page.locator(".mine")
    expect(mine).to_contain_text("TikTok")
    expect(mine.locator("[aria-current=step]")).to_have_text("15 people")
    expect(mine).to_contain_text("0 of 15 people have met it.")
    is_accessible(page)
    picture_of(page, "brought-along-phone")
    page.goto(f"{demo.url}/publish")
    expect(page.locator("#origin option")).to_have_count(1 + 3)
    expect(page.locator("#origin option", has_text=TITLE)).to_have_count(0)


def test_without_scripts_the_archive_tells_of_own_posts_as_well(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/arrive", script=False)
    page.locator("form[action='/arrive/sample'] button").click()
    expect(page.locator("main")).to_contain_text("4 posts of your own")
