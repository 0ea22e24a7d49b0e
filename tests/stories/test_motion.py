"""A phone's pair and an animated picture become one note that moves, on a press and by itself."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.clips.made import Shape, clip, loop
from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible

PLAYED = (
    "async (film) => { while (film.currentTime < 0.45) await new Promise(requestAnimationFrame) }"
)
"""Long enough to be no tap."""


def chosen(folder: Path) -> list[str]:
    """A live photo as an iPhone hands it out, and a GIF."""
    Image.new("RGB", (640, 480), "#1f6f6b").save(folder / "IMG_1.JPG")
    clip(folder / "IMG_1.MOV", Shape(seconds=1, width=320, height=240))
    (folder / "turn.gif").write_bytes(loop("GIF", size=(320, 240)))
    return [str(folder / name) for name in ("IMG_1.MOV", "IMG_1.JPG", "turn.gif")]


def moving(page: Page, address: str) -> None:
    """The note once both motions are made ready; until then its pictures are still."""
    for _ in range(60):
        page.goto(address)
        if page.locator("serai-clip").count() == 2:
            return
        page.wait_for_timeout(1_000)
    expect(page.locator("serai-clip")).to_have_count(2)


def test_pictures_move_on_a_press_and_by_themselves(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    page.goto(f"{demo.url}/publish")
    page.set_input_files("[name=files]", chosen(tmp_path))
    still_and_back(page)
    page.fill("#title", "It moves")
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    moving(page, page.url)
    press_and_let_go(page)
    is_accessible(page)
    turn(page)


def still_and_back(page: Page) -> None:
    expect(page.locator(".shot:not(.sending)")).to_have_count(2)
    lines = page.locator("[data-motion]:visible")
    expect(lines.locator("span")).to_have_text(["Live photo", "Moving picture"])
    page.locator("[data-still]:visible").first.click()
    expect(lines).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(lines).to_have_count(2)
    is_accessible(page)


def press_and_let_go(page: Page) -> None:
    """Held it moves; by Enter until it is over."""
    live = page.locator("serai-clip[data-kind=live]")
    video, face = live.locator("video"), live.locator(".clip-face")
    expect(video).to_have_css("opacity", "0")
    face.hover()
    page.mouse.down()
    expect(video).to_have_css("opacity", "1")
    video.evaluate(PLAYED)
    picture_of(page, "live-photo")
    page.mouse.up()
    expect(video).to_have_css("opacity", "0")
    face.focus()
    page.keyboard.press("Enter")
    expect(video).to_have_css("opacity", "1")
    expect(video).to_have_css("opacity", "0")


def turn(page: Page) -> None:
    """It begins where it is looked at; with reduced motion only where it is asked to."""
    turning = page.locator("serai-clip[data-kind=loop]")
    turning.scroll_into_view_if_needed()
    expect(turning).to_have_class("clip playing")
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    turning.scroll_into_view_if_needed()
    expect(turning.locator(".clip-face")).to_have_attribute("aria-label", "Play")
    turning.locator(".clip-face").click()
    expect(turning).to_have_class("clip playing")
