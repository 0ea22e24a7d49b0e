"""Explore, the note over it, and everything a reader may do and take back."""

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Served, Visit, picture_of


def is_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def come_in(page: Page, demo: Served, handle: str) -> None:
    """Sign in as a person of the demo world, by the operator's one-time link."""
    command = [sys.executable, "-m", "serai", "enter", handle, "--home", str(demo.home)]
    command += ["--port", str(demo.port)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    page.goto(said.stdout.strip().splitlines()[-1])
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(rf"{demo.url}/($|\?)"))


def open_first(page: Page, nth: int = 0) -> str:
    card = page.locator("article.note").nth(nth)
    href = card.locator("a.open").get_attribute("href")
    card.locator("a.open").click()
    page.locator("dialog.overlay .view").wait_for()
    assert href
    return href


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
    mine.locator("summary").click()
    mine.locator(".reply textarea").fill("And the shadows")
    mine.locator(".reply button").click()
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


def test_of_two_notes_asked_for_on_a_slow_line_the_last_one_opens(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url)
    page.locator("serai-masonry.placed").wait_for()
    slow = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    first, last = (page.locator("article.note a.open").nth(nth) for nth in (0, 1))
    href = last.get_attribute("href")
    first.click()
    expect(page.locator("article.note.opening")).to_have_count(1)
    last.click()
    page.locator("dialog.overlay .view").wait_for()
    page.wait_for_timeout(900)
    expect(page.locator("dialog.overlay")).to_have_count(1)
    assert page.url == f"{demo.url}{href}"
    page.go_back()
    expect(page.locator("dialog.overlay")).to_have_count(0)
    assert page.url == f"{demo.url}/"


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


def test_every_card_says_why_in_numbers_that_add_up(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    come_in(page, demo, "maya")
    card = page.locator("article.note").nth(1)
    card.hover()
    card.locator("a.ask").click()
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
