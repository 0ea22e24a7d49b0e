"""Explore, the note over it, and why each card stands where it stands."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible, open_first


@pytest.mark.parametrize("path", ["/", "/newest", "/topics/plants", "/search?q=coffee", "/@tomas"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_cards_stand_in_order_and_anybody_can_reach_them(
    demo: Served, visit: Visit, path: str, screen: str
) -> None:
    page = visit(demo.url + path, phone=screen == "phone")
    page.locator("serai-masonry.placed").wait_for()
    is_accessible(page)
    name = re.sub(r"\W+", "-", path).strip("-") or "explore"
    picture_of(page, f"{name}-{screen}")
    tops = page.eval_on_selector_all(
        "article.note", "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops), "the shortest column takes the next card, so none stands above"


@pytest.mark.parametrize(
    "path", ["/why", "/transparency", "/about", "/rules", "/privacy", "/following", "/nowhere"]
)
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_pages_to_read_are_accessible_in_both_languages(
    demo: Served, visit: Visit, path: str, locale: str
) -> None:
    page = visit(demo.url + path, locale=locale, dark=locale == "zh-CN")
    is_accessible(page)
    picture_of(page, f"{path.strip('/')}-{locale}")
    han = re.search(r"[\u4e00-\u9fff]{4}", page.locator("main").inner_text())
    assert bool(han) == (locale == "zh-CN") or path == "/why"


def test_nothing_moves_while_pictures_arrive(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    page.evaluate(
        """() => { window.moved = 0; new PerformanceObserver((list) => {
            for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
        }).observe({ type: "layout-shift", buffered: true }); }"""
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.01


def test_the_page_reads_without_javascript(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    assert page.locator("article.note").count() == 20
    page.get_by_role("link", name="More notes").click()
    assert page.locator("article.note").count() >= 15
    page.locator("article.note a.open").first.click()
    expect(page.locator(".alone .view")).to_be_visible()
    page.locator(".view form.like button").click()
    expect(page).to_have_url(re.compile(r"/join\?then=.*act=like"))


def test_more_cards_come_by_themselves_and_none_comes_twice(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    page.locator("serai-masonry.placed").wait_for()
    page.mouse.wheel(0, 6000)
    expect(page.locator("article.note").nth(30)).to_be_attached()
    ids = page.eval_on_selector_all("article.note", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_note_opens_over_the_cards_on_its_own_address(
    demo: Served, visit: Visit, screen: str
) -> None:
    page = visit(demo.url, phone=screen == "phone")
    page.locator("serai-masonry.placed").wait_for()
    page.evaluate("window.scrollTo(0, 300)")
    href = open_first(page, 5)
    assert page.url == demo.url + href
    is_accessible(page)
    picture_of(page, f"note-overlay-{screen}")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.overlay")).to_have_count(0)
    assert page.url == f"{demo.url}/"
    assert page.evaluate("document.activeElement.getAttribute('href')") == href
    assert page.evaluate("Math.abs(window.scrollY - 300) < 60")
    open_first(page, 4)
    page.go_back()
    expect(page.locator("dialog.overlay")).to_have_count(0)
    page.go_forward()
    expect(page.locator("dialog.overlay")).to_have_count(1)
    page.locator("[data-leave]").click()
    expect(page.locator("dialog.overlay")).to_have_count(0)
    if screen == "desktop":
        open_first(page, 3)
        page.wait_for_timeout(700)  # a click while the card is still growing into the note is lost
        page.mouse.click(20, 500)
        expect(page.locator("dialog.overlay")).to_have_count(0)
    page.goto(demo.url + href)
    expect(page.locator(".alone .view")).to_be_visible()
    is_accessible(page)
    picture_of(page, f"note-alone-{screen}")


def test_a_reload_over_the_cards_is_the_note_and_back_is_the_cards(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url)
    page.locator("serai-masonry.placed").wait_for()
    open_first(page)
    page.reload()
    expect(page.locator(".alone .view")).to_be_visible()
    page.go_back()
    expect(page.locator("serai-masonry.placed")).to_be_visible()


def test_pictures_turn_by_arrows_and_keys(demo: Served, visit: Visit) -> None:
    page = visit(f"{demo.url}/newest")
    page.goto(demo.url + several_pictures(page))
    place = page.locator(".media .place")
    expect(place).to_have_text(re.compile("1/"))
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(re.compile("2/"))
    page.locator(".media").hover()
    page.locator(".turn.back").click()
    expect(place).to_have_text(re.compile("1/"))


def several_pictures(page: Page) -> str:
    """The address of a note with more than one picture."""
    page.locator("serai-masonry.placed").wait_for()
    hrefs: list[str] = page.eval_on_selector_all(
        "article.note a.open", "all => all.map(one => one.getAttribute('href'))"
    )
    for href in hrefs:
        page.goto(page.url.split("/newest")[0].split("/notes")[0] + href)
        if page.locator(".slides > li").count() > 1:
            return href
    pytest.fail("no note of the demo world has several pictures")


def test_of_two_notes_asked_for_on_a_slow_line_the_last_one_opens(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url, keeper=False)
    page.locator("serai-masonry.placed").wait_for()
    first, last = (page.locator("article.note a.open").nth(nth) for nth in (0, 1))
    early, late = (one.get_attribute("href") for one in (first, last))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**{early}", hold)
    first.click()
    expect(page.locator("dialog.overlay .view-bones")).to_be_visible()
    assert page.url == f"{demo.url}{early}"
    page.keyboard.press("Escape")
    expect(page.locator("dialog.overlay")).to_have_count(0)
    last.click()
    page.locator("dialog.overlay .view").wait_for()
    title = page.title()
    held[0].continue_()  # the answer that nobody waits for any more
    page.wait_for_timeout(900)
    expect(page.locator("dialog.overlay")).to_have_count(1)
    assert (page.url, page.title()) == (f"{demo.url}{late}", title)
    page.go_back()
    expect(page.locator("dialog.overlay")).to_have_count(0)
    assert page.url == f"{demo.url}/"


def test_every_card_says_why_in_numbers_that_add_up(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "maya")
    card = page.locator("article.note").nth(1)
    card.hover()
    card.locator("a.ask[data-why]").click()
    sheet = page.locator("dialog.sheet")
    expect(sheet).to_contain_text("It stood at place 2")
    numbers = [
        float(text.replace("−", "-"))
        for text in sheet.locator(".why-sum .number").all_inner_texts()
    ]
    assert abs(sum(numbers[:-1]) - numbers[-1]) < 0.006 * len(numbers)
    is_accessible(page)
    picture_of(page, "why-note")


def test_glances_are_told_in_batches(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "grace")
    page.add_init_script(
        "navigator.sendBeacon = (to, body) => {"
        " body.text().then((said) => { window.told = said; });"
        " return fetch(to, { method: 'POST', body }), true; }"
    )
    page.reload()
    with page.expect_response("**/glances", timeout=20_000) as answer:
        pass
    assert answer.value.status == 204
    told = json.loads(page.evaluate("window.told"))["glances"]
    assert {one["kind"] for one in told} == {"impression"}
    assert all(one["page"] and one["slot"] >= 0 for one in told)


def test_the_frame_speaks_chinese_and_turns_dark(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, phone=True)
    page.locator(".foot summary").click()
    is_accessible(page)
    page.get_by_role("button", name="中文").click()
    expect(page.locator(".strip")).to_contain_text("推荐")
    page.locator(".foot summary").click()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    is_accessible(page)
    picture_of(page, "explore-phone-dark-zh")
