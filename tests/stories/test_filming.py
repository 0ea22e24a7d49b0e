"""A video is sent from a phone while its note is written, on a line that breaks; and by a form."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.clips.made import Shape, clip
from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible

LONG = 180_000
"""Milliseconds that a film may take on a busy machine."""


@pytest.fixture
def movie(tmp_path: Path) -> str:
    """As a phone holds it: filmed upright, stored on its side."""
    shape = Shape(seconds=3, width=640, height=480, turned=-90, level=0.2)
    return str(clip(tmp_path / "IMG_0042.MOV".lower(), shape))


def choose_video(page: Page, demo: Served) -> None:
    page.goto(f"{demo.url}/publish")
    page.locator('.ways label:has([value="video"])').click()


def test_a_video_is_sent_on_a_line_that_breaks_and_published(
    demo: Served, visit: Visit, movie: str
) -> None:
    page = visit(demo.url, phone=True, keeper=False)
    come_in(page, demo, "freya")
    choose_video(page, demo)
    picture_of(page, "filming-empty")
    is_accessible(page)
    broken: list[str] = []

    def break_once(route: Route) -> None:
        if route.request.method == "PATCH" and not broken:
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/serai/v1/clips/*/file", break_once)
    page.set_input_files("[name=video]", movie)
    page.fill("#title", "Rain on the harbour")
    expect(page.locator('[data-film="ready"] video')).to_be_visible(timeout=LONG)
    assert broken
    picture_of(page, "filming-ready")
    is_accessible(page)
    page.fill("[name=pose_at]", "1.5")
    with page.expect_response("**/pose") as posed:
        page.get_by_role("button", name="Make it the cover").click()
    assert posed.value.ok
    expect(page.locator("[name=pose_at]")).to_have_value("1.5")
    page.fill("#clip_alt", "Rings of rain on dark water")
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("serai-clip video")).to_be_visible()
    width, height = page.locator("serai-clip video").evaluate("v => [v.width, v.height]")
    assert (width, height) == (480, 640)


def test_a_note_that_is_sent_off_early_goes_out_by_itself(
    demo: Served, visit: Visit, movie: str
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    choose_video(page, demo)
    page.set_input_files("[name=video]", movie)
    page.fill("#title", "Sent off early")
    expect(page.locator(".filming")).to_be_visible()
    page.locator("[data-send]").click()
    page.wait_for_url("**/drafts?waits=*", timeout=LONG)
    expect(page.get_by_text("as soon as its video is ready")).to_be_visible()
    picture_of(page, "filming-waits")

    def is_out() -> bool:
        page.goto(f"{demo.url}/@freya")
        return page.get_by_text("Sent off early").count() > 0

    for _ in range(90):
        if is_out():
            break
        page.wait_for_timeout(2_000)
    expect(page.get_by_text("Sent off early").first).to_be_visible()


def test_without_a_script_a_form_sends_it(demo: Served, visit: Visit, movie: str) -> None:
    page = visit(demo.url, script=False)
    come_in(page, demo, "freya")
    choose_video(page, demo)
    page.set_input_files("[name=video]", movie)
    page.fill("#title", "By a plain form")
    page.get_by_role("button", name="Send this video").click()
    for _ in range(90):
        if page.locator('[data-film="ready"]').count():
            break
        page.wait_for_timeout(2_000)
        page.get_by_role("button", name="How far is it?").click()
    expect(page.locator("#title")).to_have_value("By a plain form")
    page.locator("[data-send]").click()
    page.wait_for_url("**/notes/*")
    expect(page.locator("video")).to_be_visible()


def test_what_is_no_video_is_refused_with_a_sentence(
    demo: Served, visit: Visit, tmp_path: Path
) -> None:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    choose_video(page, demo)
    wrong = tmp_path / "holiday.mp4"
    wrong.write_bytes(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n" * 100)
    page.set_input_files("[name=video]", str(wrong))
    page.fill("#title", "Kept all the same")
    expect(page.locator(".filming .refused")).to_be_visible(timeout=LONG)
    picture_of(page, "filming-refused")
    expect(page.locator("#title")).to_have_value("Kept all the same")
    expect(page.locator("[data-video-drop]")).to_be_visible()
