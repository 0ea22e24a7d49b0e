"""The first look on a slow phone (1.6 Mbit/s, 150 ms): what it costs on the wire, and no jumps.

A stopwatch on a shared machine tells how busy its neighbours are, so what is sent is counted: the
twenty cards stand in the first paint, and what stands before that is the page and what blocks it.
"""

from typing import Final

from playwright.sync_api import expect

from tests.stories.conftest import Served, Visit

ROUND_TRIP_MS: Final = 150
BYTES_PER_MS: Final = 200
HEADERS: Final = 700
"""Bytes of an answer's head, at most."""

BLOCKING: Final = """
[performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking")].map((one) => one.encodedBodySize)
"""
SCRIPTS: Final = """
performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)
"""
SHIFT: Final = """
new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shift), 1000);
})
"""


def test_the_first_look_is_light_and_nothing_jumps(demo: Served, visit: Visit) -> None:
    page = visit(demo.url, phone=True, keeper=False)
    expect(page.locator(".masonry.placed > article.note").nth(19)).to_be_attached()
    files = page.evaluate(BLOCKING)
    assert len(files) == 3, "the page, its stylesheets as one, and what places the cards"
    assert min(files) > 0
    # The page, then what blocks it side by side: half of the second is left for the phone's work.
    wire = 2 * ROUND_TRIP_MS + sum(size + HEADERS for size in files) / BYTES_PER_MS
    assert wire < 500, files
    assert 10_000 < page.evaluate(SCRIPTS) < 40_000
    page.mouse.wheel(0, 900)
    assert page.evaluate(SHIFT) < 0.02
