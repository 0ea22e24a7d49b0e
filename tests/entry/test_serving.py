"""What every endpoint gets from the edge: one transaction, once, limits, words."""

import httpx
import pytest

from serai.api import ROUTES
from serai.entry import House
from serai.kernel import PersonId
from serai.notes import by_author
from tests.conftest import Enter
from tests.world import somebody

V1 = "/api/serai/v1"
DRAFT = {"kind": "text", "cover_words": "A quiet morning", "cover_style": "paper"}


async def ana_in(house: House, enter: Enter, **more: str) -> httpx.AsyncClient:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    return await enter(ana, **more)


async def test_a_request_sent_twice_under_one_key_happens_once(house: House, enter: Enter) -> None:
    ana = await ana_in(house, enter)
    key = {"idempotency-key": "the-same"}
    first, again = [await ana.post(f"{V1}/notes", json=DRAFT, headers=key) for _ in range(2)]
    assert first.status_code == again.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    other = await ana.post(f"{V1}/notes", json=DRAFT, headers={"idempotency-key": "another"})
    assert other.json()["id"] != first.json()["id"]


async def test_a_key_stands_for_one_request_alone(house: House, enter: Enter) -> None:
    ana = await ana_in(house, enter)
    key = {"idempotency-key": "the-same"}
    await ana.post(f"{V1}/notes", json=DRAFT, headers=key)
    changed = {**DRAFT, "cover_words": "A loud evening"}
    answer = await ana.post(f"{V1}/notes", json=changed, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "entry.key_reused")


async def test_a_refusal_undoes_everything_and_speaks_the_readers_language(
    house: House, enter: Enter
) -> None:
    ana = await ana_in(house, enter, locale="zh")
    answer = await ana.post(f"{V1}/notes", json={**DRAFT, "title": "x" * 500})
    told = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["code"] == "note.title_too_long"
    assert told["detail"] == house.words.refusals[told["code"]].zh.format(limit=64)
    async with house.database.read() as look:
        me = (await ana.get(f"{V1}/me")).json()
        assert await by_author(look, None, PersonId(int(me["id"])), None, 10) == []


@pytest.mark.parametrize("handle", ["ana", "nobody"])
async def test_guesses_at_one_account_run_out(house: House, enter: Enter, handle: str) -> None:
    stranger = await enter()
    limit = house.limits.sign_ins_per_minute
    guess = {"handle": handle, "password": "not the one at all"}
    codes = [
        (await stranger.post(f"{V1}/sessions", json=guess)).status_code for _ in range(limit + 1)
    ]
    assert codes[0] != 429
    assert codes[-1] == 429


async def test_another_sites_page_cannot_write(house: House, enter: Enter) -> None:
    ana = await ana_in(house, enter)
    ours = await ana.post(f"{V1}/notes", json=DRAFT)
    theirs = await ana.post(f"{V1}/notes", json=DRAFT, headers={"sec-fetch-site": "cross-site"})
    assert (ours.status_code, theirs.status_code) == (201, 403)


async def test_what_is_not_there_is_told_to_people_and_to_programs(enter: Enter) -> None:
    stranger = await enter(locale="zh")
    page = await stranger.get("/nowhere")
    call = await stranger.get(f"{V1}/nowhere")
    wrong = await stranger.delete(f"{V1}/instance")
    assert (page.status_code, call.status_code, wrong.status_code) == (404, 404, 405)
    assert 'lang="zh' in page.text
    assert call.json()["code"] == "entry.not_found"
    assert "GET" in wrong.headers["allow"]


def test_the_api_has_its_paths() -> None:
    paths = {endpoint.path for endpoint in ROUTES if endpoint.path.startswith("/api/")}
    assert len(paths) >= 20
