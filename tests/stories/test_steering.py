"""Steering one's own feed: less of this, filters, a page about nobody; by keys, without scripts."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible, open_first

SETTINGS = "/settings/feed"


def arrive(demo: Served, visit: Visit, handle: str, **how: object) -> Page:
    """The browser of a made-up person, at the first page."""
    page = visit(demo.url, **how)
    come_in(page, demo, handle)
    page.locator("article.note").first.wait_for()
    return page


def authors(page: Page) -> set[str]:
    """Whose cards can be seen, by their addresses."""
    found: list[str] = page.eval_on_selector_all(
        "article.note:not([hidden]) a.author", "all => all.map(one => one.getAttribute('href'))"
    )
    return set(found)


def notes(cards: Locator) -> list[str | None]:
    """The numbers of cards, in their order."""
    return [card.get_attribute("data-note") for card in cards.all()]


def read_on_until(page: Page, seen: Locator) -> None:
    """Scroll to further pages of the feed until something stands there; fails where it ends."""
    for _ in range(20):
        if seen.count():
            return
        page.keyboard.press("End")
        page.wait_for_timeout(300)
    expect(seen.first).to_be_attached()


def ask_for_less(page: Page, of: re.Pattern[str]) -> None:
    """Open the sheet over the open note, and press a line of it."""
    page.locator("dialog.overlay .maker summary").click()
    page.get_by_role("link", name="Less of this author or topic").click()
    sheet = page.locator("dialog.sheet")
    sheet.wait_for()
    is_accessible(page)
    picture_of(page, "less")
    sheet.get_by_role("button", name=of).first.click()


def test_less_of_an_author_is_gone_and_back_and_nobody_else_is_concerned(
    demo: Served, visit: Visit
) -> None:
    priya, freya = arrive(demo, visit, "priya"), arrive(demo, visit, "freya")
    priya.locator("serai-masonry.placed").wait_for()
    whom = priya.locator("article.note a.author").first.get_attribute("href")
    assert whom
    open_first(priya)
    ask_for_less(priya, re.compile("All notes by"))
    expect(priya.locator("dialog.overlay")).to_have_count(0)
    expect(priya.locator(".toast")).to_contain_text("leaves out notes by")
    assert whom not in authors(priya)
    priya.reload()
    priya.locator("serai-masonry.placed").wait_for()
    assert whom not in authors(priya)
    freya.goto(f"{demo.url}{whom}")
    expect(freya.locator("article.note").first).to_be_visible()

    priya.goto(demo.url + SETTINGS)
    row = priya.locator("#avoided li", has=priya.locator(f'a[href="{whom}"]'))
    row.get_by_role("button").click()
    expect(priya.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    priya.goto(demo.url)
    priya.locator("serai-masonry.placed").wait_for()
    read_on_until(priya, priya.locator(f'article.note a.author[href="{whom}"]'))


def test_an_undo_brings_cards_of_a_topic_back_at_once(demo: Served, visit: Visit) -> None:
    priya = arrive(demo, visit, "priya")
    priya.locator("serai-masonry.placed").wait_for()
    before = set(notes(priya.locator("article.note:visible")))
    opened = priya.locator("article.note").first.get_attribute("data-note")
    open_first(priya)
    ask_for_less(priya, re.compile("The topic"))
    expect(priya.locator("dialog.overlay")).to_have_count(0)
    expect(priya.locator(f'article.note[data-note="{opened}"]')).to_be_hidden()
    assert not before <= set(notes(priya.locator("article.note:visible")))
    priya.locator(".toast button").click()
    expect(priya.locator(f'article.note[data-note="{opened}"]')).to_be_visible()
    assert before <= set(notes(priya.locator("article.note:visible")))


def test_a_filter_works_from_the_next_page_on(demo: Served, visit: Visit) -> None:
    priya = arrive(demo, visit, "priya")
    title = priya.locator("article.note h2").first.inner_text()
    priya.goto(demo.url + SETTINGS)
    priya.get_by_label("Add a filter").fill(title)
    priya.keyboard.press("Enter")
    expect(priya.locator("#words .chip")).to_contain_text(title)
    priya.goto(demo.url)
    expect(priya.locator("article.note").first).to_be_visible()
    expect(priya.locator("article.note h2", has_text=title)).to_have_count(0)
    priya.goto(demo.url + SETTINGS)
    priya.locator("#words .chip").click()
    expect(priya.locator("#words .chip")).to_have_count(0)


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_page_about_nobody_is_one_tap_away_and_stays(
    demo: Served, visit: Visit, screen: str
) -> None:
    priya = arrive(demo, visit, "priya", phone=screen == "phone")
    priya.get_by_role("button", name="For everyone").click()
    expect(priya.get_by_text("Nothing about you bears on this page")).to_be_visible()
    is_accessible(priya)
    picture_of(priya, f"for-everyone-{screen}")
    priya.reload()
    expect(priya.get_by_text("Nothing about you bears on this page")).to_be_visible()
    priya.locator(".strip").get_by_role("link", name="Following").click()
    expect(priya).to_have_url(f"{demo.url}/following")
    priya.get_by_role("button", name="For you").click()
    expect(priya).to_have_url(f"{demo.url}/")
    expect(priya.get_by_text("Nothing about you bears on this page")).to_have_count(0)


def test_sliders_move_by_keys_and_say_where_they_stand(demo: Served, visit: Visit) -> None:
    freya = arrive(demo, visit, "freya")
    freya.goto(demo.url + SETTINGS)
    is_accessible(freya)
    slider = freya.get_by_label("New voices")
    slider.focus()
    freya.keyboard.press("ArrowRight")
    freya.keyboard.press("ArrowRight")
    said = freya.locator(".slider", has=slider).locator("output")
    expect(said).to_have_text("twice as much")
    expect(slider).to_have_attribute("aria-valuetext", "twice as much")
    freya.get_by_role("button", name="Save the mix").press("Enter")
    expect(freya.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(freya.get_by_label("New voices")).to_have_value("2")


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_page_works_without_scripts(demo: Served, visit: Visit, locale: str) -> None:
    page = arrive(demo, visit, "xiaoyu", script=False, locale=locale, dark=locale == "zh-CN")
    page.goto(demo.url + SETTINGS)
    page.locator("#topics .add input").fill("underwater chess")
    page.locator("#topics .add button").click()
    row = page.locator(".slider.topic", has_text="underwater-chess")
    row.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("#topics .sliders > .button").click()
    expect(row.locator("output")).to_have_text(re.compile("some|适中"))
    page.locator("#mix select").select_option("BR")
    page.locator("#mix .button").click()
    expect(page.locator("#mix select")).to_have_value("BR")
    page.locator("#learning summary").click()
    page.locator("#learning input[type=checkbox]").check()
    page.locator("#learning details .button.ink").click()
    expect(page.locator(".slider.topic")).to_have_count(0)
    page.locator("#mode button[value=plain]").click()
    expect(page.locator("#mode [aria-pressed=true]")).to_have_attribute("value", "plain")

    page.goto(demo.url)
    page.locator("article.note a.open").first.click()
    page.locator(".maker summary").click()
    page.locator(".maker a[href$='/less']").click()
    page.locator(".less form button").nth(1).click()
    page.locator("main form button").click()
    expect(page.locator("#avoided")).to_contain_text(re.compile("Nobody and nothing|还没有"))


LISTEN = """navigator.sendBeacon = (_, blob) => {
    const before = () => sessionStorage.getItem("told") ?? "";
    blob.text().then((text) => sessionStorage.setItem("told", before() + text));
    return true;
}"""


def test_a_copied_link_and_a_visit_are_told(demo: Served, visit: Visit) -> None:
    freya = arrive(demo, visit, "freya")
    freya.context.grant_permissions(["clipboard-read", "clipboard-write"])
    freya.context.add_init_script(LISTEN)
    freya.goto(f"{demo.url}/newest")
    freya.locator("serai-masonry.placed").wait_for()
    open_first(freya, 1)
    freya.locator("dialog.overlay .maker summary").click()
    freya.locator("dialog.overlay .maker [data-share]").click()
    expect(freya.locator(".toast")).to_be_visible()
    told = "() => (sessionStorage.getItem('told') ?? '').includes"
    freya.wait_for_function(f'{told}(\'"kind":"share"\')')
    freya.locator("dialog.overlay .maker a.who").click()
    freya.locator("[data-visit]").wait_for()
    freya.wait_for_function(f'{told}(\'"kind":"visit"\')')


def test_likes_change_the_next_page_which_names_them(demo: Served, visit: Visit) -> None:
    page = arrive(demo, visit, "maya")
    page.locator("serai-masonry.placed").wait_for()
    open_hearts = page.locator('article.note:has(.heart[aria-pressed="false"])')
    counts = open_hearts.locator("[data-count]").evaluate_all(
        "all => all.map(one => Number(one.dataset.count))"
    )
    dearest = sorted(range(len(counts)), key=lambda nth: -counts[nth])[:3]
    liked = [notes(open_hearts)[nth] for nth in dearest]
    titles = [open_hearts.nth(nth).locator("h2").inner_text()[:20] for nth in dearest]
    named = page.locator(
        "article.note .reason", has_text=re.compile("|".join(map(re.escape, titles)))
    )
    expect(named).to_have_count(0)
    for note in liked:
        with page.expect_response(re.compile("/like$")):
            page.locator(f'article.note[data-note="{note}"] .heart').click()
    page.reload()
    page.locator("serai-masonry.placed").wait_for()
    expect(named.first).to_contain_text("Because you liked")
    assert not set(liked) & set(notes(page.locator("article.note")))
    picture_of(page, "after-likes")
