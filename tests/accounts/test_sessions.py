from datetime import timedelta

from serai.accounts import (
    close_other_sessions,
    close_session,
    open_session,
    prolong,
    sessions_of,
    sweep_sessions,
    who,
)
from serai.kernel import HandClock
from serai.store import Database
from tests.world import somebody


async def test_a_token_says_who_asks_and_another_says_nothing(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        token = await open_session(tx, ana.id, "Firefox")
    async with database.read() as tx:
        signed = await who(tx, token)
        assert signed
        assert signed.person == ana
        assert not signed.tired
        assert await who(tx, token[:-1]) is None
        for other in ("", "\ud800", "a\x00"):
            assert await who(tx, other) is None


async def test_a_session_lasts_ninety_days_from_the_last_visit(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        kept, left = [await open_session(tx, ana.id, name) for name in ("kept", "left")]
    clock.advance(timedelta(days=80))
    async with database.write() as tx:
        signed = await who(tx, kept)
        assert signed
        assert signed.tired
        await prolong(tx, signed.session)
    clock.advance(timedelta(days=11))
    async with database.write() as tx:
        assert await who(tx, kept)
        assert await who(tx, left) is None
        assert [one.label for one in await sessions_of(tx, ana.id)] == ["kept"]
        assert await sweep_sessions(tx) == 1


async def test_one_session_or_all_others_can_be_ended(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        bo = await somebody(tx, "bo")
        tokens = [await open_session(tx, ana.id, name) for name in ("one", "two", "three")]
        theirs = await open_session(tx, bo.id, "theirs")
        here = await who(tx, tokens[0])
        there = await who(tx, tokens[1])
        other = await who(tx, theirs)
        assert here
        assert there
        assert other
        await close_session(tx, ana.id, other.session)
        assert await who(tx, theirs), "nobody ends the session of another"
        await close_session(tx, ana.id, there.session)
        assert await who(tx, tokens[1]) is None
        assert await close_other_sessions(tx, ana.id, here.session) == 1
        assert await who(tx, tokens[0])
        assert await who(tx, tokens[2]) is None
        assert await who(tx, theirs)


async def test_a_token_is_not_in_the_database(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        token = await open_session(tx, ana.id, "Fire\x00fox\n")
        [found] = await sessions_of(tx, ana.id)
    assert found.label == "Firefox"
    assert token not in repr(found)
