import re
from io import BytesIO

import pytest
from sqlalchemy import func, select

from serai.arrive import FEWEST, MOST, sample_archive
from serai.arrive._tables import arrival
from serai.entry import House
from serai.recommend import TOPICS, interests_of
from serai.recommend._tables import interest
from serai.store import statement
from tests.arrive.archives import HOSTILE, zipped
from tests.conftest import Enter
from tests.world import somebody

_HELD = statement(select(interest.c.topic).order_by(interest.c.weight.desc()), str)
_ARRIVALS = statement(select(func.count()).select_from(arrival), int)
ZIP = {"content-type": "application/octet-stream"}


async def test_an_archive_sent_bare_or_by_the_form_is_understood(
    house: House, enter: Enter
) -> None:
    body = sample_archive(house.clock.now())
    for sent in (
        {"content": body, "headers": ZIP},
        {"files": {"archive": ("a.zip", BytesIO(body))}},
    ):
        browser = await enter()
        answer = await browser.post("/arrive", **sent)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/arrive/understood"
        told = (await browser.get("/arrive/understood")).text
        assert "Plants &amp; gardens" in told
        assert "you searched “monstera care” 6 times" in told
        assert "12 private messages" in told


async def test_the_page_tells_in_chinese_as_well(enter: Enter) -> None:
    browser = await enter(locale="zh")
    await browser.post("/arrive/sample")
    told = (await browser.get("/arrive/understood")).text
    assert '你搜过“<span lang="en">monstera care</span>” 6 次' in told
    assert "12 条私信" in told


async def test_nothing_private_is_on_the_page(enter: Enter) -> None:
    browser = await enter()
    await browser.post("/arrive/sample")
    told = (await browser.get("/arrive/understood")).text
    for private in (
        "nobody's business",
        "wen@example.org",
        "203.0.113.9",
        "teapot",
        "Example Street",
    ):
        assert private not in told


@pytest.mark.parametrize("locale", ["en", "zh"])
async def test_every_bad_archive_is_told_on_the_form_itself(
    house: House, enter: Enter, locale: str
) -> None:
    browser = await enter(locale=locale)
    for name, (body, code) in HOSTILE.items():
        answer = await browser.post("/arrive", content=body, headers=ZIP)
        sentence = house.words.refusals[code].spoken(locale, {})
        assert answer.status_code == house.words.refusals[code].status, name
        assert sentence in answer.text, name
        assert 'name="archive"' in answer.text, name
    assert house.place.cookie("arrival") not in browser.cookies


async def test_an_upload_that_says_it_is_too_large_is_refused_at_once(enter: Enter) -> None:
    browser = await enter()
    answer = await browser.post(
        "/arrive", content=b"PK\x03\x04", headers={**ZIP, "content-length": str(1 << 40)}
    )
    assert answer.status_code == 413


async def test_a_form_without_a_file_or_with_another_field_is_empty(enter: Enter) -> None:
    browser = await enter()
    answer = await browser.post("/arrive", files={"other": ("a.zip", BytesIO(zipped({})))})
    assert answer.status_code == 422
    assert "There was nothing in that file" in answer.text


async def test_interests_are_tapped_away_and_back_and_added(enter: Enter) -> None:
    browser = await enter()
    await browser.post("/arrive/sample")
    htmx = {"hx-request": "true"}
    away = await browser.post(
        "/arrive/understood", data={"key": "plants", "wanted": "0"}, headers=htmx
    )
    assert away.status_code == 200
    assert "<html" not in away.text
    assert re.search(r'class="taken">\s*<form[^>]*>\s*<input[^>]*value="plants"', away.text)
    plain = await browser.post("/arrive/understood", data={"key": "plants", "wanted": "1"})
    assert plain.status_code == 303
    added = await browser.post("/arrive/understood", data={"key": "天文"}, headers=htmx)
    assert added.text.count('value="night-sky"') == 1
    refused = await browser.post("/arrive/understood", data={"key": ""})
    assert refused.status_code == 422
    assert "please try another word" in refused.text


async def test_a_stranger_without_an_arrival_is_shown_the_way(enter: Enter) -> None:
    browser = await enter()
    assert (await browser.get("/arrive/understood")).headers["location"] == "/arrive"
    assert (await browser.post("/arrive/understood", data={"key": "plants"})).status_code == 404


async def test_too_few_picks_are_told_and_stay_picked(enter: Enter) -> None:
    browser = await enter()
    answer = await browser.post("/arrive/choose", data={"topic": ["plants", "coffee"]})
    assert answer.status_code == 422
    assert answer.text.count(" checked") == 2
    chosen = await browser.post("/arrive/choose", data={"topic": list(TOPICS)[:FEWEST]})
    assert chosen.status_code == 303
    told = (await browser.get("/arrive/understood")).text
    assert "Your first page will begin with these" in told
    assert "Thrown away" not in told
    many = await browser.post("/arrive/choose", data={"topic": list(TOPICS)[: MOST + 1]})
    assert many.status_code == 422


async def test_whoever_joins_brings_the_interests_along(house: House, enter: Enter) -> None:
    browser = await enter()
    await browser.post("/arrive/sample")
    await browser.post("/arrive/understood", data={"key": "cooking", "wanted": "0"})
    joined = await browser.post(
        "/join",
        data={"handle": "wen", "name": "Wen", "password": "four plain words here"},
    )
    assert joined.status_code == 200
    async with house.database.read() as tx:
        held = await tx.all(_HELD)
    assert held[0] == "plants"
    assert "cooking" not in held


async def test_somebody_with_an_account_brings_an_archive_to_it(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx)
    browser = await enter(ana)
    await browser.post("/arrive/sample")
    assert "Bring these to my page" in (await browser.get("/arrive/understood")).text
    settled = await browser.post("/arrive/settle")
    assert settled.headers["location"] == "/"
    async with house.database.read() as tx:
        assert {one.topic for one in await interests_of(tx, ana.id)} >= {"plants", "travel"}


async def test_all_of_it_can_be_forgotten(house: House, enter: Enter) -> None:
    browser = await enter()
    await browser.post("/arrive/sample")
    assert (await browser.post("/arrive/forget")).status_code == 303
    assert house.place.cookie("arrival") not in browser.cookies
    assert (await browser.get("/arrive/understood")).headers["location"] == "/arrive"


async def test_a_second_archive_takes_the_place_of_the_first(house: House, enter: Enter) -> None:
    browser = await enter()
    for _ in range(2):
        await browser.post("/arrive/sample")
    async with house.database.read() as tx:
        assert await tx.one(_ARRIVALS) == 1


async def test_the_cookie_is_for_a_day_and_not_for_scripts(house: House, enter: Enter) -> None:
    browser = await enter()
    said = (await browser.post("/arrive/sample")).headers["set-cookie"]
    assert said.startswith(house.place.cookie("arrival"))
    assert "HttpOnly" in said
    assert "Max-Age=86400" in said
    assert "SameSite=lax" in said
