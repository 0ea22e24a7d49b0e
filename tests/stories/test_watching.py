"""Watching: one video a screen, in a real browser that plays real files."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from serai.clips.captions import CaptionsDraft, Cue, edit_captions
from serai.kernel import SystemClock
from serai.media import ChildDarkroom, FolderBlobs
from serai.notes import Draft
from serai.store import open_database
from tests.films import publish_film, shoot
from tests.stories.conftest import Served, Visit
from tests.stories.walking import come_in, is_accessible
from tests.world import somebody

TOPICS: Final = ("tea", "clay", "tides")
EACH: Final = 5
SECONDS: Final = 6


async def plant(home: Path) -> None:
    """Two readers, and videos of three topics by as many makers as there are videos."""
    database = await open_database(f"sqlite:///{home / 'serai.db'}", SystemClock())
    blobs, darkroom = FolderBlobs(home / "blobs"), ChildDarkroom()
    async with database.write() as tx:
        await somebody(tx, "reader")
        await somebody(tx, "newcomer")  # of whom nothing is known yet
    for place, topic in enumerate(TOPICS):
        film = shoot(80 * place, seconds=SECONDS, size=(180, 320))
        for number in range(EACH):
            async with database.write() as tx:
                author = await somebody(tx, f"{topic}_{number}")
            draft = Draft(title=f"{topic.title()}, take {number + 1}", topics=(topic,))
            note = await publish_film(database, blobs, darkroom, author, film, draft)
            if note.clip is not None:
                cue = Cue(0, SECONDS * 1_000_000, f"This is {topic}.")
                async with database.write() as tx:
                    await edit_captions(tx, author.id, note.clip, CaptionsDraft("en", (cue,)))
    await database.close()


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A house where only videos were published."""
    served = Served(tmp_path_factory.mktemp("cinema") / "home", empty=True)
    served.start()
    with ThreadPoolExecutor(1) as aside:  # the browser's driver has the loop of this thread
        aside.submit(lambda: asyncio.run(plant(served.home))).result()
    yield served
    served.stop()


def until(page: Page, what: str, seconds: float = 20) -> None:
    """Wait until `what` is true; the page's policy lets no text become code, so it is asked."""
    end = monotonic() + seconds
    while not page.evaluate(what):
        assert monotonic() < end, what
        page.wait_for_timeout(100)


def playing(page: Page) -> list[str]:
    """The notes whose videos play."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.reel serai-clip')]"
        ".filter((clip) => !clip.querySelector('video').paused).map((clip) => clip.dataset.note)"
    )
    return found


def now(page: Page) -> str:
    """The note that is looked at, once its video plays."""
    expect(page.locator(".reel.now serai-clip.playing")).to_have_count(1)
    until(page, "document.querySelector('.reel.now video').currentTime > 0")
    return page.locator(".reel.now").get_attribute("data-note") or ""


def heading(page: Page) -> str:
    return page.locator(".reel.now h1").inner_text().split(",")[0].lower()


@pytest.mark.parametrize("phone", [True, False])
def test_one_plays_at_a_time_silent_until_asked_and_keys_and_taps_serve(
    cinema: Served, visit: Visit, *, phone: bool
) -> None:
    page = visit(f"{cinema.url}/watch", phone=phone, keeper=False)
    first = now(page)
    assert playing(page) == [first]
    assert page.evaluate("document.querySelector('.reel.now video').muted")
    is_accessible(page)
    shown = "document.querySelector('.reel.now track').track"
    until(
        page, f"{shown}.mode === 'showing' && {shown}.activeCues?.[0]?.text.startsWith('This is')"
    )
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#reel-{first}.now")).to_have_count(0)
    second = now(page)
    assert playing(page) == [second]
    expect(page).to_have_url(re.compile(f"/watch/{second}$"))
    page.keyboard.press("m")
    expect(page.locator(".reel.now video")).to_have_js_property("muted", value=False)
    assert page.evaluate(f"{shown}.mode") == "disabled", "who hears it needs no captions"
    page.keyboard.press("c")
    assert page.evaluate(f"{shown}.mode") == "showing"
    face = page.locator(".reel.now .clip-face")
    (face.tap if phone else face.click)()
    expect(page.locator(".reel.now serai-clip.playing")).to_have_count(0)
    assert playing(page) == []
    page.keyboard.press(" ")
    assert now(page) == second
    page.keyboard.press("k")
    expect(page.locator(f"#reel-{first}.now serai-clip.playing")).to_have_count(1)
    expect(page.locator(".reel.now video")).to_have_js_property("muted", value=False)
    line = page.locator(".reel.now .clip-line")
    line.evaluate("(line) => { line.value = 1.5; line.dispatchEvent(new Event('input')); }")
    expect(page.locator(".reel.now .clip-tile")).to_be_visible()
    expect(line).to_have_attribute("aria-valuetext", "0:01 of 0:06")


def test_a_double_tap_is_a_heart_and_the_talk_lies_over_the_video(
    cinema: Served, visit: Visit
) -> None:
    page = visit(cinema.url, keeper=False)
    come_in(page, cinema, "reader")
    page.goto(f"{cinema.url}/watch")
    which = now(page)
    heart = page.locator(f"#reel-{which} .deeds .heart")
    expect(heart).to_have_attribute("aria-pressed", "false")
    page.locator(".reel.now .clip-face").dblclick()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.locator(".reel.now [data-talk-of]").click()
    talk = page.locator("dialog.talking")
    talk.locator("textarea").fill("What a light.")
    talk.get_by_role("button", name="Send").click()
    expect(talk.locator(".talk")).to_contain_text("What a light.")
    page.keyboard.press("Escape")
    expect(page.locator(f"#reel-{which} [data-talk-of] .number")).to_have_text("1")
    page.reload()
    assert now(page) == which
    expect(page.locator(f"#reel-{which} .deeds .heart")).to_have_attribute("aria-pressed", "true")


def test_a_full_watch_and_a_skip_change_the_next_page(cinema: Served, visit: Visit) -> None:
    page = visit(cinema.url, keeper=False)
    come_in(page, cinema, "newcomer")
    page.goto(f"{cinema.url}/watch")
    now(page)
    loved = heading(page)
    left = loved
    while left == loved:  # what is of its kind is watched whole, the first other is left at once
        until(page, f"document.querySelector('.reel.now serai-clip').seen >= {SECONDS}")
        before = page.locator(".reel.now").get_attribute("id")
        page.keyboard.press("j")
        expect(page.locator(f"#{before}.now")).to_have_count(0)
        left = heading(page)
    page.keyboard.press("j")
    now(page)
    page.goto(f"{cinema.url}/notices")  # what was watched is told on the way out
    cards = f"fetch('{cinema.url}/api/serai/v1/feeds/watch?limit=4').then((got) => got.json())"
    topics = f"{cards}.then(({{ cards }}) => cards.map((one) => one.note.topics[0].key))"
    until(page, f"{topics}.then((found) => found.filter((one) => one === '{loved}').length > 1)")
    shown = page.evaluate(topics)
    assert shown.count(loved) > shown.count(left), shown


def test_with_reduced_motion_nothing_plays_by_itself(cinema: Served, visit: Visit) -> None:
    page = visit(cinema.url, keeper=False)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{cinema.url}/watch")
    expect(page.locator(".reel.now .clip-face")).to_have_accessible_name("Play")
    assert playing(page) == []
    assert page.evaluate("document.querySelectorAll('video[src]').length") == 0
    page.locator(".reel.now .clip-face").click()
    now(page)


def test_without_scripts_there_are_videos_with_controls_and_a_way_on(
    cinema: Served, visit: Visit
) -> None:
    page = visit(f"{cinema.url}/watch", script=False)
    expect(page.locator("video[controls]").first).to_be_visible()
    page.get_by_role("link", name="More videos").click()
    expect(page.locator("video[controls]").first).to_be_visible()


def test_from_a_card_the_video_opens_in_the_overlay(cinema: Served, visit: Visit) -> None:
    page = visit(cinema.url, keeper=False)
    card = page.locator("article.note").first
    expect(card.locator(".lasts")).to_contain_text("0:06")
    card.locator("a.open").click()
    expect(page.locator("dialog.overlay serai-clip.playing")).to_have_count(1)
    is_accessible(page)
