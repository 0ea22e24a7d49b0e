"""Stylesheets sewn together: one request for what would be four, and nothing but our own."""

import gzip
import re

import pytest

from serai.entry import House
from serai.web import asset, sheets
from serai.web.assets import OURS
from tests.conftest import Enter
from tests.world import a_note, somebody

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FEED = ("serai", "frame", "note", "topics")


@SQLITE
async def test_the_first_page_asks_for_its_stylesheets_once(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        await a_note(tx, await somebody(tx, "ana"))
    client = await enter()
    page = (await client.get("/")).text
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == [sheets(*FEED)]
    for accepts in ("gzip", "identity"):
        sewn = await client.get(sheets(*FEED), headers={"accept-encoding": accepts})
        assert sewn.headers["content-type"] == "text/css; charset=utf-8"
        assert "immutable" in sewn.headers["cache-control"]
        assert sewn.headers.get("content-encoding", "identity") == accepts
        assert sewn.text == "".join((OURS / f"{one}.css").read_text("utf-8") for one in FEED)
    apart = sum(len(gzip.compress((OURS / f"{one}.css").read_bytes())) for one in FEED)
    assert len(gzip.compress(sewn.content)) < apart


@SQLITE
@pytest.mark.parametrize(
    "name",
    [
        "serai+nothing.css",
        "serai+serai.css",
        "serai+.css",
        "serai+frame",
        "serai+../frame.css",
        "serai+frame.js",
        "serai+htmx.css",
        "+".join(f"serai{n}" for n in range(40)) + ".css",
    ],
)
async def test_what_is_no_row_of_our_stylesheets_is_not_found(enter: Enter, name: str) -> None:
    address = asset("serai.css").replace("serai.css", name)
    assert (await (await enter()).get(address)).status_code == 404


def test_a_sheet_that_is_missing_fails_where_it_is_named() -> None:
    with pytest.raises(FileNotFoundError):
        sheets("serai", "nothing")
