import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of

COLOURS = ("#b03a2e", "#1f6f6b", "#e0a030")


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    made = []
    for name, colour in zip("abc", COLOURS, strict=True):
        path = tmp_path / f"{name}.jpg"
        Image.new("RGB", (900, 600 if name == "a" else 1200), colour).save(path)
        made.append(str(path))
    return made


def join(page: Page, house: Served, handle: str) -> None:
    page.goto(f"{house.url}/join")
    page.fill("[name=handle]", handle)
    page.fill("[name=name]", handle.title())
    if not page.locator("[name=password]").is_visible():
        page.locator("summary", has_text="assword").click()
    page.fill("[name=password]", "a long quiet road")
    page.locator("[name=password]").press("Enter")
    expect(page.locator("body[data-person]")).to_be_attached()


def order(page: Page) -> list[str]:
    """The colours of the pictures in the composer, in order."""
    shown = page.locator(".shot img")
    found = []
    for at in range(shown.count()):
        body = page.request.get(str(shown.nth(at).evaluate("image => image.src"))).body()
        with Image.open(io.BytesIO(body)) as image:
            pixel: Any = image.convert("RGB").getpixel((9, 9))
        near = [sum(abs(a - b) for a, b in zip(pixel, _rgb(c), strict=True)) for c in COLOURS]
        found.append("abc"[near.index(min(near))])
    return found


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def composing(page: Page, house: Served, handle: str, photos: list[str]) -> None:
    join(page, house, handle)
    page.goto(f"{house.url}/publish")
    page.set_input_files("[name=files]", photos)
    expect(page.locator(".shot:not(.sending)")).to_have_count(len(photos))


def test_pictures_are_put_in_order_by_keys_by_hand_and_left_out(
    demo: Served, visit: Visit, photos: list[str]
) -> None:
    page = visit(demo.url)
    composing(page, demo, "orderly", photos)
    assert order(page) == ["a", "b", "c"]
    page.locator(".shot").nth(0).get_by_label("Move later").press("Enter")
    assert order(page) == ["b", "a", "c"]
    expect(page.locator("[data-said]")).to_have_text("Picture 2 of 3")
    expect(page.locator(".shot").nth(1).get_by_label("Move later")).to_be_focused()
    page.locator(".frame-of-shot").nth(2).hover()
    page.mouse.down()
    page.locator(".frame-of-shot").nth(0).hover()
    page.mouse.up()
    assert order(page) == ["c", "b", "a"]
    page.locator(".shot").nth(0).get_by_label("Leave out").click()
    assert order(page) == ["b", "a"]
    page.get_by_role("button", name="Undo").click()
    assert order(page) == ["c", "b", "a"]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_what_was_begun_is_still_there_and_becomes_a_note(
    demo: Served, visit: Visit, photos: list[str], *, phone: bool
) -> None:
    page = visit(demo.url, phone=phone)
    composing(page, demo, f"beginner{int(phone)}", photos)
    page.locator("[name=alt]").nth(0).fill("One flat colour")
    page.fill("#title", "Three colours")
    page.fill("#text", "On the wall #art")
    page.reload()
    expect(page.locator(".shot")).to_have_count(3)
    expect(page.locator("#title")).to_have_value("Three colours")
    expect(page.locator("[name=alt]").nth(0)).to_have_value("One flat colour")
    picture_of(page, f"publish-{'phone' if phone else 'desktop'}")
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    expect(page.get_by_role("heading", name="Three colours").first).to_be_visible()
    page.goto(f"{demo.url}/publish")
    expect(page.locator("#title")).to_have_value("")


def test_words_are_seen_as_the_cover_they_become(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "wordy")
    page.goto(f"{demo.url}/publish")
    page.get_by_text("Words", exact=True).click()
    page.fill("#words", "\u4eca\u5929\u7684 brunch")
    page.get_by_label("Teal").check(force=True)
    expect(page.locator("[data-cover]")).to_be_visible()
    expect(page.locator("[data-cover]")).to_have_attribute("alt", "\u4eca\u5929\u7684 brunch")
    picture_of(page, "publish-words")
    page.fill("#words", "\U00012000")
    expect(page.locator("[data-refused]")).to_contain_text("cannot draw")
    page.fill("#words", "Enough")
    expect(page.locator("[data-refused]")).to_be_hidden()
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")


def test_a_picture_that_is_none_says_so_and_the_rest_goes_on(
    demo: Served, visit: Visit, photos: list[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.jpg"
    wrong.write_text("<!doctype html><p>hello</p>")
    page = visit(demo.url)
    join(page, demo, "patient")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", [photos[0], str(wrong), photos[1]])
    expect(page.locator("[data-refused]")).to_contain_text("wrong.jpg: This file is not a picture")
    expect(page.locator(".shot:not(.sending)")).to_have_count(2)


def test_without_a_connection_nothing_is_lost(demo: Served, visit: Visit) -> None:
    page = visit(demo.url)
    join(page, demo, "tunnel")
    page.goto(f"{demo.url}/publish")
    page.get_by_text("Words", exact=True).click()
    page.fill("#words", "In the tunnel")
    page.context.set_offline(True)
    page.locator("[data-send]").click()
    expect(page.locator("[data-refused]")).to_contain_text("No connection")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#words")).to_have_value("In the tunnel")


def test_a_note_is_published_without_scripts(demo: Served, visit: Visit, photos: list[str]) -> None:
    page = visit(demo.url, script=False)
    join(page, demo, "plainly")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", photos[:2])
    page.fill("#title", "By hand")
    page.get_by_role("button", name="Send these pictures").click()
    expect(page.locator(".shot")).to_have_count(2)
    page.locator(".shot").nth(0).get_by_label("Move later").click()
    assert order(page) == ["b", "a"]
    page.locator("#title").press("Enter")
    page.wait_for_url("**/notes/*")
    expect(page.get_by_role("heading", name="By hand").first).to_be_visible()


def test_a_note_is_edited_withdrawn_and_brought_back(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False)
    join(page, demo, "wavering")
    page.goto(f"{demo.url}/publish")
    page.get_by_text("Words", exact=True).click()
    page.fill("#words", "Before")
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    note = page.url
    page.goto(f"{note}/edit")
    page.fill("#words", "After")
    page.fill("#title", "Now different")
    page.get_by_role("button", name="Keep the changes").click()
    page.wait_for_url(note)
    expect(page.get_by_role("heading", name="Now different").first).to_be_visible()
    page.locator('form[action$="/withdraw"] button').first.evaluate("button => button.click()")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(note)
    expect(page.get_by_role("heading", name="Now different").first).to_be_visible()
