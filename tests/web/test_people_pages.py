"""The pages of people: who follows whom, who is removed, muted, blocked."""

import re
from datetime import timedelta

import httpx
import pytest

from serai.accounts import Person
from serai.entry import House
from serai.kernel import HandClock
from serai.notes import block_person, follow_author
from serai.web.people_rows import SHOWN
from tests.conftest import Enter
from tests.notices.hearing import hear
from tests.world import somebody

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def listed(answer: httpx.Response) -> list[str]:
    return re.findall(r'<li class="person" data-person="(\w+)"', answer.text)


async def test_followers_stand_in_a_list_that_goes_on(
    house: House, clock: HandClock, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    fans: list[Person] = []
    for number in range(SHOWN + 2):
        clock.advance(timedelta(seconds=1))
        async with house.database.write() as tx:
            fans.append(await somebody(tx, f"fan{number}"))
            await follow_author(tx, fans[-1].id, ana.id)
    stranger = await enter(None)
    first = await stranger.get("/@ana/followers")
    more = re.search(r'href="(/@ana/followers\?before=[^"]+)"', first.text)
    assert more
    second = await stranger.get(more[1], headers={"hx-request": "true"})
    assert listed(first) + listed(second) == [fan.handle for fan in reversed(fans)]
    assert "<html" not in second.text
    assert 'action="/@fan1/follow"' in second.text
    assert listed(await stranger.get("/@fan0/following")) == ["ana"]


async def test_no_number_on_a_profile_is_a_dead_end(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana = await somebody(tx, "ana")
    for client in (await enter(None), await enter(ana)):
        profile = (await client.get("/@ana")).text
        for which in ("followers", "following"):
            assert f'href="/@ana/{which}"' in profile
            empty = await client.get(f"/@ana/{which}")
            assert 'class="empty"' in empty.text
            assert listed(empty) == []
            assert "</nav>" in (await client.get(f"/@ana/{which}?before=quatsch")).text


async def test_who_is_blocked_is_in_no_list(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
        await follow_author(tx, bo.id, ana.id)
        await follow_author(tx, cai.id, ana.id)
    seen_by_cai = await enter(cai)
    assert listed(await seen_by_cai.get("/@ana/followers")) == ["cai", "bo"]
    assert 'action="/@cai/follow"' not in (await seen_by_cai.get("/@ana/followers")).text
    async with house.database.write() as tx:
        await block_person(tx, bo.id, cai.id)
    assert listed(await seen_by_cai.get("/@ana/followers")) == ["cai"]
    asked = await seen_by_cai.get("/api/serai/v1/people/ana/followers")
    assert [one["handle"] for one in asked.json()["items"]] == ["cai"]


async def test_a_follower_is_removed_and_that_is_undone(house: House, enter: Enter) -> None:
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        await follow_author(tx, bo.id, ana.id)
    client, theirs = await enter(ana), await enter(bo)
    assert "/@bo/remove-follower" in (await client.get("/@ana/followers")).text
    assert "/remove-follower" not in (await theirs.get("/@ana/followers")).text
    done = await client.post("/@bo/remove-follower")
    assert 'action="/@bo/restore-follower"' in done.text
    assert listed(await client.get("/@ana/followers")) == []
    assert (await theirs.get("/@ana/following")).status_code == 200
    await client.post("/@bo/restore-follower")
    assert listed(await client.get("/@ana/followers")) == ["bo"]
    gone = await client.post("/@bo/remove-follower", headers={"hx-request": "true"})
    assert '"gone-person": {"handle": "bo"}' in gone.headers["hx-trigger"]
    again = await client.post("/api/serai/v1/me/followers/bo/restore")
    assert again.json()["followed_by"]
    removed = await client.delete("/api/serai/v1/me/followers/bo")
    assert not removed.json()["followed_by"]
    theirs_still = await theirs.get("/api/serai/v1/people/ana/ties")
    assert not theirs_still.json()["following"]


async def test_a_notice_of_one_follower_leads_to_them_and_of_several_to_the_list(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
        await follow_author(tx, bo.id, ana.id)
    await hear(house.database)
    client = await enter(ana)
    assert 'class="whole" href="/@bo"' in (await client.get("/notices")).text
    async with house.database.write() as tx:
        await follow_author(tx, cai.id, ana.id)
    await hear(house.database)
    assert 'class="whole" href="/@ana/followers"' in (await client.get("/notices")).text
