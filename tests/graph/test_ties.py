from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from serai.graph import (
    Counts,
    Ties,
    block,
    blocked,
    blocked_with,
    counts,
    follow,
    followees,
    followees_of,
    followers,
    following,
    remove_follower,
    restore_follower,
    ties,
    unblock,
    unfollow,
)
from serai.kernel import HandClock, PersonId, Refusal
from serai.store import Database, IdColumn, Write, statement

ANA, BO, CAI = PersonId(248765847961691207), PersonId(248765847965061856), PersonId(3)
VIEWER = bindparam("viewer", type_=IdColumn(PersonId))


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def events(tx: Write) -> list[str]:
    from serai.jobs._tables import event

    return await tx.all(statement(select(event.c.name).order_by(event.c.id), str))


async def test_following_twice_is_following_once(tx: Write) -> None:
    assert await follow(tx, ANA, BO)
    assert not await follow(tx, ANA, BO)
    assert await counts(tx, BO) == Counts(following=0, followers=1)
    assert await events(tx) == ["PersonFollowed"]


async def test_unfollowing_undoes_a_follow_and_nothing_else(tx: Write) -> None:
    await follow(tx, ANA, BO)
    await follow(tx, BO, ANA)
    assert await unfollow(tx, ANA, BO)
    assert not await unfollow(tx, ANA, BO)
    assert await ties(tx, ANA, BO) == Ties(followed_by=True)
    assert await events(tx) == ["PersonFollowed", "PersonFollowed", "PersonUnfollowed"]


async def test_nobody_follows_or_blocks_themselves(tx: Write) -> None:
    for verb in (follow, block):
        with pytest.raises(Refusal, match=r"graph\.self"):
            await verb(tx, ANA, ANA)


async def test_a_block_ends_both_follows(tx: Write) -> None:
    await follow(tx, ANA, BO)
    await follow(tx, BO, ANA)
    assert await block(tx, ANA, BO)
    assert not await block(tx, ANA, BO)
    assert await ties(tx, ANA, BO) == Ties(blocks=True)
    assert await ties(tx, BO, ANA) == Ties(blocked_by=True)
    assert (await events(tx)).count("PersonBlocked") == 1


async def test_the_blocked_cannot_follow_and_the_blocker_must_unblock_first(tx: Write) -> None:
    await block(tx, ANA, BO)
    with pytest.raises(Refusal, match=r"graph\.not_possible"):
        await follow(tx, BO, ANA)
    with pytest.raises(Refusal, match=r"graph\.you_blocked"):
        await follow(tx, ANA, BO)
    assert await unblock(tx, ANA, BO)
    assert not await unblock(tx, ANA, BO)
    assert await follow(tx, BO, ANA)


async def test_lists_go_on_behind_the_last_one_seen(database: Database, clock: HandClock) -> None:
    fans = [PersonId(n) for n in range(10, 17)]
    for number, fan in enumerate(fans):
        clock.advance(timedelta(seconds=number % 2))  # some follow in the same moment
        async with database.write() as tx:
            await follow(tx, fan, ANA)
    async with database.read() as read:
        met: list[PersonId] = []
        page = await followers(read, None, ANA, None, 3)
        while page:
            met += [tie.person for tie in page]
            page = await followers(read, None, ANA, page[-1], 3)
        assert met == fans[::-1]
        assert [tie.person for tie in await following(read, None, fans[0], None, 3)] == [ANA]
        assert await followees(read, fans[0]) == {ANA}


async def test_people_who_are_blocked_do_not_meet_in_lists(tx: Write) -> None:
    for fan in (BO, CAI):
        await follow(tx, fan, ANA)
    await follow(tx, CAI, BO)

    async def fans(viewer: PersonId | None) -> list[PersonId]:
        return [tie.person for tie in await followers(tx, viewer, ANA, None, 9)]

    assert sorted(await fans(CAI)) == sorted([BO, CAI])
    await block(tx, BO, CAI)
    assert await fans(CAI) == [CAI]
    assert await fans(BO) == [BO]
    assert len(await fans(None)) == 2
    await block(tx, ANA, BO)
    assert await fans(BO) == []
    assert await following(tx, ANA, BO, None, 9) == []


async def test_parts_of_statements_say_the_same(tx: Write) -> None:
    await follow(tx, ANA, CAI)
    await block(tx, ANA, BO)
    assert [tie.person for tie in await blocked(tx, ANA, None, 9)] == [BO]

    async def rows(part: Any, viewer: PersonId | None) -> list[PersonId]:
        return await tx.all(statement(part(VIEWER), PersonId), viewer=viewer)

    assert await rows(followees_of, ANA) == [CAI]
    assert await rows(blocked_with, ANA) == [BO]
    assert await rows(blocked_with, BO) == [ANA]
    assert await rows(followees_of, None) == []
    assert await rows(blocked_with, None) == []


async def test_a_removed_follower_comes_back_to_the_old_place_within_an_hour(
    database: Database, clock: HandClock
) -> None:
    for fan in (BO, CAI):
        clock.advance(timedelta(minutes=1))
        async with database.write() as tx:
            await follow(tx, fan, ANA)
    async with database.write() as tx:
        assert await remove_follower(tx, ANA, BO)
        assert not await remove_follower(tx, ANA, BO)
        assert not (await ties(tx, BO, ANA)).follows
        assert (await events(tx))[-1] == "PersonUnfollowed"
    clock.advance(timedelta(minutes=59))
    async with database.write() as tx:
        assert await restore_follower(tx, ANA, BO)
        assert not await restore_follower(tx, ANA, BO)
        assert [tie.person for tie in await followers(tx, None, ANA, None, 9)] == [CAI, BO]
        await remove_follower(tx, ANA, BO)
    clock.advance(timedelta(minutes=61))
    async with database.write() as tx:
        assert not await restore_follower(tx, ANA, BO)


@pytest.mark.parametrize("way", ["left by themselves", "blocked", "never removed"])
async def test_nobody_is_made_to_follow(tx: Write, way: str) -> None:
    await follow(tx, BO, ANA)
    if way != "never removed":
        await remove_follower(tx, ANA, BO)
    if way == "left by themselves":
        await follow(tx, BO, ANA)
    if way == "blocked":
        await block(tx, BO, ANA)
        await unblock(tx, BO, ANA)
    await unfollow(tx, BO, ANA)
    assert not await restore_follower(tx, ANA, BO)
    assert not (await ties(tx, BO, ANA)).follows
