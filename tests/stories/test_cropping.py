"""A picture is cropped: by mouse and by keys, on a phone, undone, and without a script."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible


def a_photo(folder: Path) -> str:
    """Teal, its right half sand."""
    path = folder / "two.png"
    image = Image.new("RGB", (1000, 800), "#1f6f6b")
    image.paste("#ffe2c0", (500, 0, 1000, 800))
    image.save(path)
    return str(path)


def choose(page: Page, demo: Served, folder: Path) -> None:
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", a_photo(folder))
    expect(page.locator(".shot:not(.sending)")).to_have_count(1)
    page.locator("[name=alt]").first.fill("Two colours")


def ask_to_crop(page: Page) -> None:
    page.locator("[data-crop]").first.click()
    expect(page.locator("[data-stage]:not(.waiting)")).to_be_visible()
    expect(page.locator("[data-frame]")).to_be_focused()


def pull(page: Page, corner: str, x: float, y: float) -> None:
    """Drag a corner of the frame to a place given as shares of the picture."""
    grip = page.locator(f'[data-corner="{corner}"]').bounding_box()
    stage = page.locator("[data-stage]").bounding_box()
    assert grip is not None
    assert stage is not None
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(stage["x"] + x * stage["width"], stage["y"] + y * stage["height"], steps=5)
    page.mouse.up()


def test_a_frame_is_drawn_by_mouse_and_keys(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    choose(page, demo, tmp_path)
    ask_to_crop(page)
    pull(page, "se", 0.4, 0.5)
    expect(page.locator("[data-size]")).to_have_text("400 × 400 of 1000 × 800 pixels")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator("[data-size]")).to_have_text("390 × 401 of 1000 × 800 pixels")
    page.get_by_text("3:4", exact=True).click()
    expect(page.locator("[data-size]")).to_have_text("600 × 800 of 1000 × 800 pixels")
    picture_of(page, "crop-frame")
    is_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("[data-crop]").first).to_be_focused()
    expect(page.locator(".shot img")).to_have_attribute("width", "1000")


def test_a_part_is_kept_undone_and_published(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    choose(page, demo, tmp_path)
    tile = page.locator(".shot img")
    whole = str(tile.get_attribute("src"))
    ask_to_crop(page)
    page.get_by_text("3:4", exact=True).click()
    page.locator("[data-keep]").click()
    expect(tile).not_to_have_attribute("src", whole)
    expect(page.locator("[data-crop]").first).to_be_focused()
    assert tile.get_attribute("height") == "800"
    page.get_by_role("button", name="Undo").click()
    expect(tile).to_have_attribute("width", "1000")
    ask_to_crop(page)
    pull(page, "nw", 0.5, 0.0)
    page.locator("[data-keep]").click()
    expect(tile).to_have_attribute("width", "500")
    assert page.locator("[name=alt]").first.input_value() == "Two colours"
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    shown = page.locator(".slides img").first
    expect(shown).to_have_attribute("width", "500")
    expect(shown).to_have_attribute("alt", "Two colours")


def test_a_phone_crops_a_published_picture_and_brings_the_whole_back(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(demo.url, phone=True)
    come_in(page, demo, "tomas")
    choose(page, demo, tmp_path)
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    address = page.url
    page.goto(f"{address}/edit")
    ask_to_crop(page)
    page.get_by_text("1:1", exact=True).click()
    expect(page.locator("[data-size]")).to_have_text("800 × 800 of 1000 × 800 pixels")
    picture_of(page, "crop-phone")
    page.locator("[data-keep]").click()
    expect(page.locator(".shot img")).to_have_attribute("width", "800")
    page.goto(address)
    expect(page.locator(".slides img").first).to_have_attribute("width", "800")
    page.goto(f"{address}/edit")
    ask_to_crop(page)
    page.get_by_role("button", name="Whole picture again").click()
    expect(page.locator(".shot img")).to_have_attribute("width", "1000")


def test_without_a_script_a_form_does_the_same(demo: Served, visit: Visit, tmp_path: Path) -> None:
    page = visit(demo.url, script=False)
    come_in(page, demo, "grace")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", a_photo(tmp_path))
    page.fill("#title", "As typed")
    page.get_by_role("button", name="Send these pictures").click()
    page.locator("[name=alt]").first.fill("Two colours")
    page.get_by_role("button", name="Crop").click()
    page.fill("#crop-width", "50")
    picture_of(page, "crop-form")
    page.get_by_role("button", name="Keep this part").click()
    expect(page.get_by_text("Picture 1 is cropped.")).to_be_visible()
    expect(page.locator(".shot img")).to_have_attribute("width", "500")
    assert page.locator("#title").input_value() == "As typed"
    assert page.locator("[name=alt]").first.input_value() == "Two colours"
    page.get_by_role("button", name="Whole picture again").click()
    expect(page.locator(".shot img")).to_have_attribute("width", "1000")
