"""Covers in six layouts, the order of pictures by keys, and a picture in a comment."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


def a_photo(folder: Path, name: str, colour: str) -> str:
    path = folder / name
    Image.new("RGB", (900, 700), colour).save(path)
    return str(path)


def cover_of(page: Page) -> str:
    expect(page.locator("[data-cover]")).to_be_visible()
    return str(page.locator("[data-cover]").get_attribute("src"))


def test_a_layout_is_chosen_by_keys_and_seen_at_once(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    page.goto(f"{demo.url}/publish")
    page.get_by_text("Words", exact=True).click()
    page.fill("#words", "To pack:\n- one knife\n- two books")
    before = cover_of(page)
    page.locator('[name=style][value="quote"]').focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[name=style][value="list"]')).to_be_checked()
    expect(page.locator("[data-cover]")).not_to_have_attribute("src", before)
    expect(page.locator('[data-hint="list"]')).to_be_visible()
    page.get_by_text("Photo", exact=True).click()
    page.set_input_files("[name=behind_file]", a_photo(tmp_path, "white.jpg", "white"))
    expect(page.locator("[name=behind]")).not_to_have_value("")
    cover_of(page)
    picture_of(page, "publish-photo-cover")
    is_accessible(page)
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator(".slides img").last).to_be_visible()


def test_arrow_keys_move_a_picture_and_the_first_is_the_cover(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "grace")
    page.goto(f"{demo.url}/publish")
    colours = ("red", "green", "blue")
    page.set_input_files("[name=files]", [a_photo(tmp_path, f"{c}.png", c) for c in colours])
    expect(page.locator(".shot:not(.sending)")).to_have_count(3)
    ids = [page.locator("[name=picture]").nth(n).input_value() for n in range(3)]
    page.locator("[data-grip]").nth(2).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-said]")).to_have_text("Picture 2 of 3")
    expect(page.locator("[data-grip]").nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("[data-said]")).to_have_text("Picture 1 of 3, Cover")
    assert page.locator("[name=picture]").first.input_value() == ids[2]
    expect(page.locator(".first-mark:visible")).to_have_count(1)


def test_a_picture_comes_with_a_comment(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo.url)
    come_in(page, demo, "tomas")
    page.goto(f"{demo.url}/@maya")
    address = page.locator("article.note a.open").first.get_attribute("href")
    page.goto(f"{demo.url}{address}")
    page.locator(".say textarea").fill("Like this one?")
    page.locator(".say .with-picture summary").click()
    wrong = tmp_path / "wrong.jpg"
    wrong.write_text("no picture")
    page.set_input_files(".say [name=files]", str(wrong))
    page.locator(".say [name=alt]").fill("A teal field")
    page.locator(".say > button").click()
    expect(page.get_by_role("alert").first).to_contain_text("not a picture")
    expect(page.locator(".talk .reply textarea").first).to_have_value("Like this one?")
    again = page.locator(".talk > .reply")
    again.locator("[name=files]").set_input_files(a_photo(tmp_path, "teal.jpg", "#1f6f6b"))
    again.locator(":scope > button").click()
    shown = page.locator('.said-picture img[alt="A teal field"]')
    expect(shown).to_be_visible()
    picture_of(page, "comment-picture")
    is_accessible(page)


def test_a_picture_alone_is_a_comment(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo.url)
    come_in(page, demo, "tomas")
    page.goto(f"{demo.url}/@maya")
    address = page.locator("article.note a.open").last.get_attribute("href")
    page.goto(f"{demo.url}{address}")
    page.locator(".say .with-picture summary").click()
    page.set_input_files(".say [name=files]", a_photo(tmp_path, "red.jpg", "#c8321a"))
    page.locator(".say [name=alt]").fill("A red field")
    page.locator(".say > button").click()
    alone = page.locator(".remark:not(:has(.said))")
    expect(alone.locator('img[alt="A red field"]')).to_be_visible()
    picture_of(page, "comment-picture-alone")
    is_accessible(page)
