"""One conversation in two languages: read, answered, and read word by word."""

import re

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible

PADARIA = "A padaria da minha rua"


def address_of(demo: Served, visit: Visit, words: str) -> str:
    page = visit(f"{demo.url}/search?q={words}")
    found = page.locator("article.note a.open").first.get_attribute("href")
    assert found
    return f"{demo.url}{found}"


def test_a_note_in_another_language_is_read_answered_and_the_answer_read_back(
    demo: Served, visit: Visit
) -> None:
    note = address_of(demo, visit, "padaria")
    page = visit(note)
    words = page.locator(".note-words")
    expect(words.locator("h1")).to_contain_text(PADARIA)
    words.get_by_role("button", name="Translate from Portuguese").click()
    told = words.get_by_text("Translated from Portuguese by a machine")
    expect(told).to_be_visible()
    expect(words.locator(".note-text .machine[lang=en]").first).to_contain_text("bread")
    expect(words.get_by_text(PADARIA)).to_be_hidden()
    told.click()
    expect(words.get_by_text(PADARIA)).to_be_visible()
    is_accessible(page)
    picture_of(page, "translated-desktop")

    come_in(page, demo, "priya")
    page.goto(note)
    page.locator(".bar .say textarea").fill("Now I am hungry, and the bread is far away.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".remark .said", has_text="Now I am hungry")).to_be_visible()

    back = visit(note, phone=True, locale="pt-PT")
    remark = back.locator(".remark", has=back.get_by_text("Now I am hungry"))
    remark.get_by_role("button", name="Translate from English").click()
    said = back.locator(".remark .said .machine[lang=pt]")
    expect(said.first).to_contain_text(re.compile("fome", re.IGNORECASE))
    picture_of(back, "translated-phone")


def test_who_chose_it_reads_everything_at_once(demo: Served, visit: Visit) -> None:
    note = address_of(demo, visit, "padaria")
    page = visit(demo.url)
    come_in(page, demo, "noor")
    page.goto(f"{demo.url}/settings")
    page.get_by_label("Translate what is in none of them at once").check()
    page.get_by_role("button", name="Save").click()
    page.goto(note)
    expect(page.locator(".note-words .machine[lang=en]").first).to_be_visible()
    expect(page.get_by_role("button", name="Translate from Portuguese")).to_have_count(0)
    page.goto(f"{demo.url}/settings")
    page.get_by_label("Translate what is in none of them at once").uncheck()
    page.get_by_role("button", name="Save").click()


def test_chinese_is_read_word_by_word_where_nobody_translates_it(
    demo: Served, visit: Visit
) -> None:
    note = address_of(demo, visit, "无花果")
    page = visit(note, phone=True, dark=True)
    words = page.locator(".note-words")
    expect(words.get_by_text("In Chinese")).to_be_visible()
    expect(words.get_by_role("button", name="Translate")).to_have_count(0)
    words.get_by_role("link", name="Word by word").click()
    fig = words.locator(".glossed button", has_text="早餐").first
    fig.press("Enter")
    expect(page.locator(".meaning:popover-open")).to_contain_text("breakfast")
    is_accessible(page)
    picture_of(page, "word-by-word-phone")
    page.keyboard.press("Escape")
    expect(page.locator(".meaning:popover-open")).to_have_count(0)

    plain = visit(f"{note}/gloss", script=False)
    plain.locator(".glossed button", has_text="早餐").first.click()
    expect(plain.locator(".meaning:popover-open")).to_contain_text("zǎocān")
