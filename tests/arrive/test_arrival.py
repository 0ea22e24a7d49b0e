import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from serai.accounts import find as find_person
from serai.arrive import (
    SWEEP_WORK,
    choose,
    correct,
    find,
    forget,
    receive,
    sample_archive,
    settle,
    sweep,
    understand,
)
from serai.arrive._tables import arrival
from serai.jobs import Plan, Worker
from serai.kernel import HandClock, Refusal, to_json
from serai.models import RememberedEncoder
from serai.recommend import interests_of, own_posts
from serai.recommend._tables import signal
from serai.store import Database, Read, statement
from tests.arrive.archives import LIMITS, read
from tests.world import somebody

_ARRIVALS = statement(select(func.count()).select_from(arrival), int)
_SIGNALS = statement(select(signal.c.kind, func.count()).group_by(signal.c.kind), lambda *row: row)
_OUTSIDE = statement(select(signal.c.outside).where(signal.c.kind == "imported_like"), str)


async def received(database: Database) -> str:
    kept = read(sample_archive(database.clock.now()))
    understood = await understand(kept, RememberedEncoder())
    async with database.write() as tx:
        return await receive(tx, kept, understood, LIMITS)


async def keys(tx: Read, secret: str) -> list[str]:
    found = await find(tx, secret, LIMITS)
    return [] if found is None else [one.key for one in found.interests]


async def test_what_was_understood_is_found_under_its_secret_alone(database: Database) -> None:
    secret = await received(database)
    async with database.read() as tx:
        assert {"plants", "cooking", "travel"} <= set(await keys(tx, secret))
        assert await find(tx, "another", LIMITS) is None


async def test_a_tap_takes_an_interest_away_and_another_brings_it_back(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        for _ in range(2):
            await correct(tx, secret, "plants", LIMITS, wanted=False)
        assert "plants" not in await keys(tx, secret)
        await correct(tx, secret, "plants", LIMITS, wanted=True)
        assert (await keys(tx, secret)).count("plants") == 1


async def test_a_topic_of_any_spelling_can_be_added_and_taken_away(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        await correct(tx, secret, "Latte Art", LIMITS, wanted=False)
        await correct(tx, secret, "#Night_Sky", LIMITS, wanted=True)
        await correct(tx, secret, "whittling", LIMITS, wanted=True)
        found = await keys(tx, secret)
        assert "night-sky" in found
        assert "whittling" in found
        await correct(tx, secret, "whittling", LIMITS, wanted=False)
        assert "whittling" not in await keys(tx, secret)


async def test_of_two_taps_in_the_same_moment_none_is_lost(database: Database) -> None:
    secret = await received(database)

    async def tap(key: str) -> None:
        async with database.write() as tx:
            await correct(tx, secret, key, LIMITS, wanted=False)
            await asyncio.sleep(0.05)

    await asyncio.gather(tap("plants"), tap("travel"))
    async with database.read() as look:
        assert not {"plants", "travel"} & set(await keys(look, secret))


async def test_corrections_come_to_an_end_and_can_be_undone_also_then(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        for number in range(40):
            await correct(tx, secret, f"hobby {number}", LIMITS, wanted=True)
        with pytest.raises(Refusal, match=r"arrive\.not_a_topic"):
            await correct(tx, secret, "one more", LIMITS, wanted=True)
        await correct(tx, secret, "hobby 7", LIMITS, wanted=False)
        await correct(tx, secret, "one more", LIMITS, wanted=True)
        assert "one-more" in await keys(tx, secret)


@pytest.mark.parametrize(
    ("key", "code"), [("", "arrive.not_a_topic"), ("x" * 81, "arrive.not_a_topic")]
)
async def test_an_empty_or_endless_interest_is_refused(
    database: Database, key: str, code: str
) -> None:
    secret = await received(database)
    with pytest.raises(Refusal, match=code):
        async with database.write() as tx:
            await correct(tx, secret, key, LIMITS, wanted=True)


async def test_a_stranger_without_an_arrival_corrects_nothing(database: Database) -> None:
    with pytest.raises(Refusal, match=r"arrive\.gone"):
        async with database.write() as tx:
            await correct(tx, "guessed", "plants", LIMITS, wanted=True)


async def test_three_to_five_topics_can_be_chosen_without_an_archive(database: Database) -> None:
    async with database.write() as tx:
        secret = await choose(tx, ["plants", "coffee", "travel"], LIMITS)
        assert await keys(tx, secret) == ["plants", "coffee", "travel"]
        ana = await somebody(tx)
        await settle(tx, ana.id, secret, LIMITS)
        assert {one.source for one in await interests_of(tx, ana.id)} == {"chosen"}
    for few in (["plants", "plants", "nonsense"], ["art", "city", "home", "pets", "sport", "work"]):
        with pytest.raises(Refusal, match=r"arrive\.choose_some"):
            async with database.write() as tx:
                await choose(tx, few, LIMITS)


async def test_settling_hands_over_interests_with_evidence_and_bridges(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        ana = await somebody(tx)
        await correct(tx, secret, "cooking", LIMITS, wanted=False)
        await settle(tx, ana.id, secret, LIMITS)
        held = {one.topic: one for one in await interests_of(tx, ana.id)}
        kinds = dict(await tx.all(_SIGNALS))
        outside = await tx.all(_OUTSIDE)
    assert "search:monstera care" in held["plants"].evidence
    assert held["plants"].source == "archive"
    assert "cooking" not in held
    assert kinds["imported_like"] == 40
    assert kinds["imported_favourite"] == 14
    assert kinds["imported_view"] > 50
    assert all(one.startswith("tiktok:") for one in outside)


async def test_settling_keeps_own_posts_newest_first_however_often(database: Database) -> None:
    for _ in range(2):
        secret = await received(database)
        async with database.write() as tx:
            ana = await find_person(tx, "ana") or await somebody(tx)
            await settle(tx, ana.id, secret, LIMITS)
            posts = await own_posts(tx, ana.id, 0, 10)
    assert len(posts) == 4
    assert all(one.outside.startswith("tiktok:") for one in posts)
    assert sorted(posts, key=lambda one: -one.at) == posts
    assert posts[0].at <= database.clock.now()


async def test_a_settled_arrival_is_gone_and_settles_once(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        ana = await somebody(tx)
        assert await settle(tx, ana.id, secret, LIMITS) is not None
        assert await settle(tx, ana.id, secret, LIMITS) is None
        assert await tx.one(_ARRIVALS) == 0


async def test_the_same_archive_brought_again_counts_once(database: Database) -> None:
    counts: list[dict[str, int]] = []
    async with database.write() as tx:
        ana = await somebody(tx)
    for _ in range(2):
        secret = await received(database)
        async with database.write() as tx:
            await settle(tx, ana.id, secret, LIMITS)
            kinds = dict(await tx.all(_SIGNALS))
            counts.append({kind: kinds[kind] for kind in ("imported_like", "imported_view")})
    assert counts[0]["imported_like"] == 40
    assert counts[0] == counts[1]


async def test_an_arrival_can_be_forgotten_at_once(database: Database) -> None:
    secret = await received(database)
    async with database.write() as tx:
        await forget(tx, secret)
        assert await tx.one(_ARRIVALS) == 0


async def test_after_a_day_it_is_out_of_reach_and_then_swept(
    database: Database, clock: HandClock
) -> None:
    secret = await received(database)
    async with database.read() as tx:
        found = await find(tx, secret, LIMITS)
    assert found is not None
    clock.advance(timedelta(hours=24, seconds=1))
    async with database.read() as tx:
        assert await find(tx, secret, LIMITS) is None
        assert await tx.one(_ARRIVALS) == 1
    await Worker(database, Plan(reactions={}, work={SWEEP_WORK: sweep})).drain()
    await sweep(database, to_json(found.id))  # done twice is done once
    async with database.read() as tx:
        assert await tx.one(_ARRIVALS) == 0


async def test_the_secret_itself_is_never_stored(database: Database) -> None:
    secret = await received(database)
    stored = statement(select(arrival.c.secret), bytes)
    async with database.read() as tx:
        (held,) = await tx.all(stored)
    assert secret.encode() not in held
    assert len(held) == 32
