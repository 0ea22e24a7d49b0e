"""Collecting: a star, a choice of boards, one that nobody else sees, an order of one's own."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible, open_first


def newest(page: Page, demo: Served) -> None:
    page.goto(f"{demo.url}/newest")
    page.locator("serai-masonry.placed").wait_for()


@pytest.fixture
def freya(demo: Served, visit: Visit) -> Page:
    page = visit(demo.url)
    come_in(page, demo, "freya")
    newest(page, demo)
    return page


def uncollected(page: Page, nth: int) -> Locator:
    """The star of a note that is opened, and in no board."""
    open_first(page, nth)
    star = page.locator("dialog.overlay .view .bar .star")
    if star.get_attribute("aria-pressed") == "true":
        star.click()
        expect(star).to_have_attribute("aria-pressed", "false")
    return star


def test_one_tap_collects_and_the_next_lets_go_and_that_can_be_undone(freya: Page) -> None:
    star, toast = uncollected(freya, 1), freya.locator(".toast")
    before = int(star.locator("[data-count]").get_attribute("data-count") or 0)
    with freya.expect_response(re.compile("/collect$")):
        star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star.locator("[data-count]")).to_have_attribute("data-count", str(before + 1))
    expect(toast).to_contain_text("Collected in “")
    star.click()
    expect(toast).to_contain_text("Not in your boards any more.")
    toast.get_by_role("button", name="Undo").click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star.locator("[data-count]")).to_have_attribute("data-count", str(before + 1))


def test_another_board_is_chosen_and_a_private_one_made_that_nobody_else_sees(
    demo: Served, visit: Visit, freya: Page
) -> None:
    uncollected(freya, 2).click()
    toast, sheet = freya.locator(".toast"), freya.locator("dialog.sheet")
    toast.get_by_role("button", name="Change").click()
    expect(sheet.locator(":checked")).to_have_count(1)
    sheet.locator(":checked").uncheck()
    sheet.locator("summary").click()
    sheet.get_by_label("Name of the board").fill("Under the roof")
    sheet.get_by_label("For me alone").check()
    is_accessible(freya)
    picture_of(freya, "collect")
    sheet.get_by_role("button", name="Save").click()
    expect(toast).to_contain_text("Collected in “Under the roof”")
    freya.goto(f"{demo.url}/boards")
    tile = freya.locator(".tile", has_text="Under the roof")
    expect(tile).to_contain_text("1 note")
    is_accessible(freya)
    tile.click()
    expect(freya.locator("article.note")).to_have_count(1)
    other = visit(demo.url)
    come_in(other, demo, "priya")
    other.goto(f"{demo.url}/@freya/boards")
    expect(other.locator(".tile").first).to_be_visible()
    expect(other.locator(".tile", has_text="Under the roof")).to_have_count(0)
    answer = other.goto(freya.url)
    assert answer is not None
    assert answer.status == 404


def test_a_card_offers_the_choice_under_the_pointer(freya: Page) -> None:
    card = freya.locator("article.note").nth(2)
    expect(card.locator(".keep")).to_have_css("opacity", "0")
    card.hover()
    card.locator(".keep").click()
    sheet = freya.locator("dialog.sheet")
    expect(sheet.get_by_role("heading", name="Collect into")).to_be_visible()
    sheet.get_by_role("button", name="Never mind").click()
    expect(sheet).to_have_count(0)


def test_a_board_is_put_in_order_by_keyboard(demo: Served, freya: Page) -> None:
    freya.goto(f"{demo.url}/@freya/boards")
    freya.locator(".tile", has_text="Looking up").click()
    freya.get_by_role("link", name="Edit").click()
    lines = freya.locator(".order > li")
    before = [one.get_attribute("id") for one in lines.all()]
    assert len(before) > 2
    third = before[2]
    up = freya.locator(f"#{third} [value=up]")
    up.focus()
    for place in (1, 0):
        freya.keyboard.press("Enter")
        expect(lines.nth(place)).to_have_id(third or "")
        expect(up).to_be_focused()
    expect(freya.locator("#moved")).to_contain_text("Moved: ")
    is_accessible(freya)
    freya.reload()
    assert [one.get_attribute("id") for one in lines.all()] == [
        third,
        *[one for one in before if one != third],
    ]
    freya.locator(f"#{third} [aria-label^='Take out']").click()
    expect(lines).to_have_count(len(before) - 1)
    freya.get_by_role("button", name="Undo").click()
    expect(lines.first).to_have_id(third or "")
    freya.get_by_role("link", name="To the board").click()
    expect(freya.locator("article.note").first).to_have_id(f"note-{(third or '')[1:]}")
    is_accessible(freya)
    picture_of(freya, "board")


def test_a_board_is_deleted_and_brought_back(demo: Served, freya: Page) -> None:
    freya.goto(f"{demo.url}/boards/new")
    is_accessible(freya)
    freya.get_by_label("Name of the board").fill("For a moment")
    freya.get_by_role("button", name="Make it").click()
    expect(freya.get_by_role("heading", name="Nothing in here yet")).to_be_visible()
    freya.get_by_role("link", name="Edit").click()
    freya.get_by_role("button", name="Delete this board").click()
    tile = freya.locator(".tile", has_text="For a moment")
    expect(tile).to_have_count(0)
    freya.get_by_role("button", name="Undo").click()
    expect(freya.get_by_role("heading", name="For a moment")).to_be_visible()


def test_without_scripts_everything_is_a_form(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, script=False, phone=True, locale="zh-CN")
    come_in(page, demo, "suwen")
    page.goto(f"{demo.url}/@tomas")
    page.locator("article.note a.open").first.click()
    note = page.url
    star = page.locator(".bar .star")
    if star.get_attribute("aria-pressed") == "true":
        star.click()
        page.goto(note)
    star.click()
    expect(page.get_by_role("heading", name="已收藏到“")).to_be_visible()
    page.get_by_role("link", name="更改").click()
    page.locator("summary", has_text="新建收藏夹").click()
    page.get_by_label("收藏夹名称").fill("雨天")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="已收藏到 2 个收藏夹")).to_be_visible()
    page.goto(f"{demo.url}/@suwen/boards")
    page.locator(".tile", has_text="颜色").click()
    page.get_by_role("link", name="编辑").click()
    lines = page.locator(".order > li")
    second = lines.nth(1).get_attribute("id") or ""
    page.locator(f"#{second} [value=up]").click()
    expect(lines.first).to_have_id(second)
    expect(page.locator(f"#{second} [value=up]")).to_be_focused()
