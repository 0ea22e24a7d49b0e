"""Captions of a video: the machine's are put right while they play; and without scripts as well."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Page, expect

from serai.clips.captions import Cue, keep_heard
from serai.kernel import SystemClock
from serai.media import FolderBlobs
from serai.store import open_database
from tests.clips.spoken import SECOND, a_film, a_speaking_clip
from tests.stories.conftest import Served, Visit, picture_of
from tests.stories.walking import come_in, is_accessible
from tests.world import a_video, somebody

HEARD = (
    Cue(0, 2 * SECOND, "Good morning from the harbour. The boats are out."),
    Cue(2 * SECOND, 4 * SECOND, "Lina makes the tea."),
)
FILE = b"1\n00:00:00,500 --> 00:00:02,000\nGod <i>morgon</i>!\n"


async def plant(home: Path) -> tuple[str, str]:
    """A video of ana's, which a machine has heard: the addresses of its note and of its clip."""
    database = await open_database(f"sqlite:///{home / 'serai.db'}", SystemClock())
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        blobs = FolderBlobs(home / "blobs")
        clip = await a_speaking_clip(tx, blobs, ana.id, a_film(4), seconds=4)
        note = await a_video(tx, ana, clip, "The harbour")
        await keep_heard(tx, clip.id, "en", HEARD)
    await database.close()
    return f"/notes/{note.id}", f"/clips/{clip.id}"


def planted(home: Path) -> tuple[str, str]:
    """The same from a thread of its own: the browser's driver has a loop in this one."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(plant(home))).result()


def lines(page: Page) -> list[str]:
    return [str(one.input_value()) for one in page.locator(".cue textarea").all()]


def test_the_machines_words_are_put_right_while_they_play(
    empty_house: Served, visit: Visit
) -> None:
    note, clip = planted(empty_house.home)
    page = visit(empty_house.url)
    come_in(page, empty_house, "ana")
    page.goto(f"{empty_house.url}{note}")
    page.get_by_role("link", name="Captions").last.click()
    page.wait_for_url(f"**{note}/captions")
    expect(page.get_by_text("Made by a machine")).to_be_visible()
    page.get_by_label("Words of line 2").fill("Lena makes the tea.")
    page.get_by_role("button", name="Split line 1 in two").click()
    expect(page.locator(".cue")).to_have_count(3)
    assert lines(page) == [
        "Good morning from the harbour.",
        "The boats are out.",
        "Lena makes the tea.",
    ]
    page.get_by_role("button", name="Leave out line 2").click()
    expect(page.locator(".cue")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".cue")).to_have_count(3)
    page.get_by_role("button", name="Play line 3").click()
    expect(page.locator("#cue-3")).to_have_class(re.compile("current"))
    picture_of(page, "captions")
    is_accessible(page)
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved. Whoever watches")).to_be_visible()
    expect(page.get_by_text("Made by a machine")).to_have_count(0)
    track = page.request.get(f"{empty_house.url}{clip}/captions/en.vtt").text()
    assert "made by: author" in track
    assert "Lena makes the tea." in track


def test_on_a_phone_without_scripts_a_file_is_read_in_another_language(
    empty_house: Served, visit: Visit
) -> None:
    note, clip = planted(empty_house.home)
    page = visit(empty_house.url, phone=True, script=False)
    come_in(page, empty_house, "ana")
    page.goto(f"{empty_house.url}{note}/captions")
    page.get_by_role("link", name="Another language").click()
    expect(page.get_by_text("Not a line yet")).to_be_visible()
    page.select_option("#language", "sv")
    page.set_input_files(
        "#file", {"name": "sv.srt", "mimeType": "application/x-subrip", "buffer": FILE}
    )
    page.get_by_role("button", name="Read this file").click()
    expect(page.locator(".cue textarea")).to_have_value("God morgon!")
    expect(page.locator("#language")).to_have_value("sv")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved. Whoever watches")).to_be_visible()
    picture_of(page, "captions-phone")
    page.get_by_role("button", name="Take these captions away").click()
    expect(page.get_by_text("The captions are taken away.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert "God morgon!" in page.request.get(f"{empty_house.url}{clip}/captions/sv.vtt").text()
