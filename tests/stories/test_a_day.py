"""A day of two people and one busybody, from the first draft to the closed door."""

import re
from pathlib import Path
from typing import Final

import pytest
from msgspec import Struct
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import is_accessible

SECRET: Final = "four plain words here"
TITLE: Final = "Steam over the harbour"
LIVE: Final = 15_000
DOT: Final = ".rail .unread[data-unread]"


class Day(Struct):
    """Who lives it, each in a browser of their own, and the note that it is about."""

    url: str
    amy: Page
    bao: Page
    nosy: Page
    photo: str
    note: str = ""
    picture: str = ""


@pytest.fixture
def day(demo: Served, visit: Visit, tmp_path: Path) -> Day:
    """Amy writes in English, 宝 reads Chinese on a phone in the dark, Nosy has a desk and time."""
    photo = tmp_path / "harbour.jpg"
    Image.new("RGB", (900, 1200), "#4a6b7c").save(photo)
    amy, nosy = visit(demo.url), visit(demo.url)
    bao = visit(demo.url, phone=True, dark=True, locale="zh-CN")
    for page, handle, name in ((amy, "amy", "Amy"), (bao, "bao", "宝"), (nosy, "nosy", "Nosy")):
        form: dict[str, str | float | bool] = {"handle": handle, "name": name, "password": SECRET}
        spoken = {"accept-language": "zh-CN" if page is bao else "en-US"}
        assert page.request.post(f"{demo.url}/join", form=form, headers=spoken).ok
    return Day(demo.url, amy, bao, nosy, str(photo))


def amy_writes(day: Day) -> None:
    """She begins, is called away, goes on, publishes too early, takes it back, publishes."""
    page = day.amy
    page.goto(f"{day.url}/publish")
    page.set_input_files("[name=files]", day.photo)
    expect(page.locator(".shot:not(.sending)")).to_have_count(1)
    page.locator("[name=alt]").first.fill("A harbour in the cold")
    page.fill("#title", TITLE)
    page.fill("#text", "#harbourlight before the ferries")
    page.fill("#place", "Kyoto")
    expect(page.locator("[data-kept]")).to_contain_text("Saved at")
    page.goto(f"{day.url}/drafts")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("#title")).to_have_value(TITLE)
    for early in (True, False):
        page.locator("[data-send]").click()
        page.wait_for_url(re.compile(r"/notes/\d+$"))
        if early:
            page.locator(".undo").get_by_role("button", name="Undo").click()
            page.wait_for_url(re.compile(r"/publish\?draft=\d+"))
    day.note = page.url
    day.picture = page.locator(".slides picture img").first.get_attribute("src") or ""


def bao_likes_it(day: Day) -> None:
    """He follows her and the topic, gives a heart, collects, and answers in his language."""
    page = day.bao
    page.goto(f"{day.url}/@amy")
    page.locator("form.follow button").tap()
    expect(page.locator("form.follow button")).to_have_text("已关注")
    page.goto(day.note)
    page.locator(".bar form.like button").tap()
    expect(page.locator(".bar form.like button")).to_have_attribute("aria-pressed", "true")
    page.locator(".bar form.collect button").tap()
    expect(page.locator(".bar form.collect button")).to_have_attribute("aria-pressed", "true")
    page.locator(".say textarea").fill("@amy 像在梦里")
    page.locator(".say > button").tap()
    expect(page.locator(".remark", has_text="像在梦里")).to_be_visible()
    picture_of(page, "a-day-bao")


def amy_hears_of_it(day: Day) -> None:
    """The dot lights up in the tab she has open; she likes what he said, and pins it."""
    page = day.amy
    page.goto(f"{day.url}/newest")
    expect(page.locator(DOT)).to_be_visible(timeout=LIVE)
    page.goto(f"{day.url}/notices")
    expect(page.get_by_role("main")).to_contain_text("宝")
    is_accessible(page)
    page.goto(day.note)
    said = page.locator(".remark", has_text="像在梦里")
    said.locator(".fond button").click()
    expect(said.locator(".fond button")).to_have_attribute("aria-pressed", "true")
    said.get_by_role("button", name="Pin", exact=True).click()
    expect(page.locator(".remark .pinned")).to_have_text("Pinned")


def nosy_pokes(day: Day) -> None:
    """He asks what is none of his business; Amy mutes him, and then closes her door."""
    day.nosy.goto(day.note)
    day.nosy.locator(".say textarea").fill("What did this cost? And where exactly do you live?")
    day.nosy.locator(".say > button").click()
    expect(day.nosy.locator(".remark", has_text="What did this cost")).to_be_visible()
    page = day.amy
    page.goto(f"{day.url}/@nosy/mute")
    page.get_by_role("main").get_by_role("button", name="Mute", exact=True).click()
    page.goto(day.note)
    expect(page.get_by_text("A comment by Nosy, whom you muted")).to_be_visible()
    page.goto(f"{day.url}/settings/privacy")
    page.get_by_label("My account is private").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It counts from now on.")).to_be_visible()


def nosy_finds_the_door_closed(day: Day) -> None:
    """No page, no call and no file shows him the note; his request is declined."""
    page, which = day.nosy, day.note.rpartition("/")[2]
    for address in (day.note, f"{day.url}/api/serai/v1/notes/{which}", f"{day.url}{day.picture}"):
        assert page.request.get(address).status == 404, address
    page.goto(f"{day.url}/search?q=Steam+over+the+harbour")
    expect(page.get_by_text("No note has all of these words")).to_be_visible()
    page.goto(f"{day.url}/@amy")
    page.get_by_role("button", name="Ask to follow").click()
    expect(page.get_by_role("button", name="Requested")).to_be_visible()
    day.amy.goto(f"{day.url}/settings/requests")
    day.amy.get_by_role("button", name="Decline Nosy").click()
    page.goto(day.note)
    assert TITLE not in page.locator("body").inner_text()


def bao_still_sees_it(day: Day) -> None:
    """Whoever she let in reads on, in the train without a network too, and the heart arrives."""
    page = day.bao
    page.goto(f"{day.url}/following")
    expect(page.locator("article.note", has_text=TITLE)).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_function("caches.match(location.href, { ignoreVary: true }).then(Boolean)")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("article.note", has_text=TITLE)).to_be_visible()
    picture_of(page, "a-day-offline")
    page.context.set_offline(False)


def nosy_leaves(day: Day) -> None:
    """He deletes his account: what he said is gone at once."""
    page = day.nosy
    page.goto(f"{day.url}/settings/leave")
    page.get_by_label("Your password").fill(SECRET)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    day.amy.goto(day.note)
    assert "What did this cost" not in day.amy.content()
    day.amy.goto(f"{day.url}/@nosy")
    assert "Nosy" not in day.amy.locator("main").inner_text()


def test_two_people_and_one_busybody_live_a_day(day: Day) -> None:
    amy_writes(day)
    bao_likes_it(day)
    amy_hears_of_it(day)
    nosy_pokes(day)
    nosy_finds_the_door_closed(day)
    bao_still_sees_it(day)
    nosy_leaves(day)
