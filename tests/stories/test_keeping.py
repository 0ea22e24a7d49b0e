"""Without a network: what was read can be read, what was given waits and arrives; single keys."""

import re

from playwright.sync_api import Page, Route, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.test_publish import join
from tests.stories.walking import is_accessible, open_first

HELD = (
    "Object.keys(localStorage).filter((key) => key.startsWith('serai-waiting'))"
    ".flatMap((key) => Object.keys(JSON.parse(localStorage.getItem(key)))).length"
)


def is_kept(page: Page) -> None:
    """Wait until the device keeps this very page."""
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.match(location.href, { ignoreVary: true }).then(Boolean)")


def test_the_last_feed_and_what_was_opened_are_read_without_a_network(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url, phone=True)
    join(page, demo, "commuter")
    page.goto(demo.url)
    is_kept(page)
    page.reload()
    href = open_first(page, 1)
    page.wait_for_function(
        "(href) => caches.match(href + '?piece', { ignoreVary: true }).then(Boolean)", arg=href
    )
    page.go_back()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("article.note").first).to_be_visible()
    page.locator(f'a.open[href="{href}"]').click()
    expect(page.locator("dialog.overlay .view")).to_be_visible()
    page.goto(f"{demo.url}/settings/feed")
    expect(page.get_by_role("heading", name="No network just now")).to_be_visible()
    is_accessible(page)
    picture_of(page, "no-network")
    page.get_by_role("link", name="Your last feed").click()
    expect(page.locator("article.note").first).to_be_visible()


def test_a_heart_given_without_a_network_arrives_when_it_is_back(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url)
    join(page, demo, "hiker")
    page.goto(demo.url)
    is_kept(page)
    page.context.set_offline(True)
    heart = page.locator('article.note form.like:has([aria-pressed="false"])').last
    note = heart.get_attribute("data-note")
    page.locator(f'article.note form.like[data-note="{note}"] button').click()
    expect(page.locator(".toast")).to_contain_text("Kept on this device")
    assert page.evaluate(HELD) == 1
    page.reload()
    expect(page.locator(f'form.like[data-note="{note}"] button')).to_have_attribute(
        "aria-pressed", "true"
    )
    with page.expect_response(re.compile(rf"/notes/{note}/like$")):
        page.context.set_offline(False)
    page.wait_for_function(f"{HELD} === 0")
    page.goto(f"{demo.url}/notes/{note}")
    button = page.locator(".bar form.like button")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_page_kept_from_before_shows_the_heart_as_it_was_left(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "wanderer")
    shelf = f"{demo.url}/@maya"
    page.goto(shelf)
    is_kept(page)
    heart = page.locator('article.note form.like:has([aria-pressed="false"])').last
    note = heart.get_attribute("data-note")
    button = page.locator(f'article.note form.like[data-note="{note}"] button')
    for deed, pressed in (("like", "true"), ("unlike", "false")):
        with page.expect_response(re.compile(rf"/notes/{note}/{deed}$")):
            button.click()
        page.context.set_offline(True)
        page.reload()  # the page of before, which says the opposite
        expect(button).to_have_attribute("aria-pressed", pressed)
        page.context.set_offline(False)
        page.goto(f"{demo.url}/following")
        page.goto(shelf)
        expect(button).to_have_attribute("aria-pressed", pressed)
        is_kept(page)
        page.wait_for_function(
            "([note, pressed]) => caches.match(location.href, { ignoreVary: true })"
            ".then((kept) => kept.text()).then((text) => new DOMParser()"
            ".parseFromString(text, 'text/html').querySelector("
            "`form.like[data-note='${note}'] button`)?.ariaPressed === pressed)",
            arg=[note, pressed],
        )


def test_nothing_is_left_to_read_for_the_next_person_at_the_device(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url)
    join(page, demo, "lodger")
    page.goto(demo.url)
    is_kept(page)
    page.locator(".foot summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{demo.url}/")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    kept = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.filter((n) => n.startsWith('pages'))"
        ".map(async (n) => (await caches.open(n)).matchAll())))"
        ".then((all) => Promise.all(all.flat().map((one) => one.text())))"
    )
    assert all("data-person" not in text for text in kept)


def test_single_keys_walk_the_feed_and_can_be_switched_off(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "typist")
    page.goto(demo.url)
    page.keyboard.press("j")
    expect(page.locator("article.note").first.locator("a.open")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("article.note").first.locator("a.open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.overlay .view")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("dialog.overlay .say textarea")).to_be_focused()
    page.keyboard.type("l?")
    expect(page.locator("dialog.overlay .say textarea")).to_have_value("l?")
    page.locator("dialog.overlay .say textarea").fill("")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.overlay")).to_have_count(0)
    page.keyboard.press("?")
    sheet = page.locator("dialog.sheet")
    expect(sheet.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    is_accessible(page)
    sheet.get_by_label("Single keys work in this browser").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("dialog.sheet")).to_have_count(0)


def test_on_a_slow_network_a_note_s_frame_stands_before_its_words(
    demo: Served, visit: Visit
) -> None:
    page = visit(demo.url, keeper=False)
    join(page, demo, "waiting")
    page.goto(demo.url)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/notes/\d+$"), hold)
    page.locator("article.note a.open").first.click()
    expect(page.locator("dialog.overlay .view-bones picture img")).to_be_visible()
    picture_of(page, "note-bones")
    held[0].continue_()
    expect(page.locator("dialog.overlay .view")).to_be_visible()
    expect(page.locator("dialog.overlay .view-bones")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("article.note a.open").first).to_be_focused()
