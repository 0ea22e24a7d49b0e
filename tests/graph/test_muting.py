"""Muting: who is muted, until when, and that nobody else can tell."""

from datetime import timedelta

import pytest

from serai.graph import (
    block,
    erase,
    export,
    follow,
    mute,
    muted,
    muted_among,
    sweep_ties,
    ties,
    unmute,
)
from serai.kernel import HandClock, PersonId, Refusal, micros
from serai.store import Database, Read

ANA, BO, CAI = PersonId(1), PersonId(2), PersonId(3)
HOURS = timedelta(hours=8)


async def quiet(tx: Read) -> list[PersonId]:
    """Whom ana mutes, as the list and as the question say."""
    listed = [one.person for one in await muted(tx, ANA, None, 9)]
    assert set(listed) == set(await muted_among(tx, ANA, [BO, CAI]))
    return listed


async def test_a_mute_ends_by_itself_and_one_for_good_does_not(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        await mute(tx, ANA, BO, tx.now + micros(HOURS))
        await mute(tx, ANA, CAI)
        assert sorted(await quiet(tx)) == [BO, CAI]
        assert await muted_among(tx, BO, [ANA]) == {}
        assert await muted_among(tx, None, [ANA, BO]) == {}
    clock.advance(HOURS)
    async with database.write() as tx:
        assert await quiet(tx) == [CAI]
        assert await sweep_ties(tx) == 1
        assert await quiet(tx) == [CAI]


async def test_muting_again_sets_the_end_anew_and_unmuting_ends_it(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        await mute(tx, ANA, BO)
        await mute(tx, ANA, BO, tx.now + 1)
        assert (await muted_among(tx, ANA, [BO]))[BO].until == tx.now + 1
        assert await unmute(tx, ANA, BO)
        assert not await unmute(tx, ANA, BO)
        assert await quiet(tx) == []
    for person in (BO, CAI):
        clock.advance(HOURS)
        async with database.write() as tx:
            await mute(tx, ANA, person)
    async with database.read() as read:
        [latest] = await muted(read, ANA, None, 1)
        rest = await muted(read, ANA, latest.tie, 9)
    assert (latest.person, [one.person for one in rest]) == (CAI, [BO])


async def test_nobody_mutes_themselves_or_into_the_past(database: Database) -> None:
    async with database.write() as tx:
        with pytest.raises(Refusal, match=r"graph\.self"):
            await mute(tx, ANA, ANA)
        with pytest.raises(Refusal, match=r"graph\.mute_past"):
            await mute(tx, ANA, BO, tx.now)
        assert await quiet(tx) == []


async def test_ties_are_handed_out_and_forgotten_in_both_directions(database: Database) -> None:
    async with database.write() as tx:
        await follow(tx, ANA, BO)
        await follow(tx, CAI, ANA)
        await mute(tx, ANA, CAI)
        await mute(tx, BO, ANA)
        await block(tx, ANA, PersonId(4))
        kept = await export(tx, ANA)
        assert [tie.person for tie in (*kept.following, *kept.followers, *kept.blocked)] == [
            *(BO, CAI, PersonId(4))
        ]
        assert [one.person for one in kept.muted] == [CAI]
        await follow(tx, CAI, BO)
        await erase(tx, ANA)
        assert await export(tx, ANA) == type(kept)((), (), (), (), ())
        assert await muted_among(tx, BO, [ANA]) == {}
        assert (await ties(tx, CAI, BO)).follows
