import asyncio

import pytest
from sqlalchemy import select

from serai.kernel import NoteId, PersonId, Refusal
from serai.recommend import (
    OwnPost,
    claim,
    erase,
    export,
    keep_own_posts,
    origin_of,
    own_posts,
    posts_left,
)
from serai.recommend._tables import signal
from serai.store import Database, Read, statement

ANA, BO = PersonId(1), PersonId(2)
OLD, OLDER, OLDEST = (
    OwnPost("tiktok:7003", 3_000, "三天慢火车"),
    OwnPost("tiktok:7002", 2_000, ""),
    OwnPost("x:7001", 0, "plants"),
)
CLAIMS = statement(
    select(signal.c.person, signal.c.note, signal.c.outside).where(signal.c.kind == "claimed"),
    lambda *row: row,
)


async def left(tx: Read, person: PersonId) -> list[str]:
    return [one.outside for one in await posts_left(tx, person, 10)]


async def test_own_posts_are_kept_once_and_listed_newest_first(database: Database) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLD, OLDER])
        await keep_own_posts(tx, ANA, [OLD, OLDEST])
        assert await own_posts(tx, ANA, 0, 10) == [OLD, OLDER, OLDEST]
        assert await own_posts(tx, ANA, 1, 1) == [OLDER]
        assert await own_posts(tx, BO, 0, 10) == []


async def test_a_claimed_post_is_a_note_for_good_and_the_log_says_so(database: Database) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLD, OLDER])
        for _ in range(2):
            await claim(tx, ANA, NoteId(9), OLD.outside)
        assert await tx.all(CLAIMS) == [(ANA, NoteId(9), OLD.outside)]
        assert await left(tx, ANA) == [OLDER.outside]
        assert [one.note for one in await own_posts(tx, ANA, 0, 10)] == [NoteId(9), None]
        origin = await origin_of(tx, NoteId(9))
        assert origin == OwnPost(OLD.outside, OLD.at, OLD.title, NoteId(9))
        assert await origin_of(tx, NoteId(8)) is None


@pytest.mark.parametrize("outside", [OLDEST.outside, "tiktok:7003", "", "x\x00", "\ud800"])
async def test_what_stands_in_no_archive_of_theirs_nobody_claims(
    database: Database, outside: str
) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLDER])
        await keep_own_posts(tx, BO, [OLD, OLDEST])
        with pytest.raises(Refusal, match=r"recommend\.not_your_post"):
            await claim(tx, ANA, NoteId(9), outside)
        assert await tx.all(CLAIMS) == []


async def test_each_old_post_is_one_note_and_each_note_one_old_post(database: Database) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLD, OLDER])
        await keep_own_posts(tx, BO, [OLD])
        await claim(tx, ANA, NoteId(9), OLD.outside)
        for person, note, outside in (
            (ANA, NoteId(8), OLD.outside),
            (ANA, NoteId(9), OLDER.outside),
            (BO, NoteId(7), OLD.outside),
        ):
            with pytest.raises(Refusal, match=r"recommend\.already_claimed"):
                await claim(tx, person, note, outside)
        assert len(await tx.all(CLAIMS)) == 1
        assert await left(tx, BO) == []
        assert [one.note for one in await own_posts(tx, BO, 0, 10)] == [None]


async def test_of_two_claims_in_the_same_moment_one_is_refused(database: Database) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLD])

    async def take(note: int) -> None:
        async with database.write() as tx:
            await claim(tx, ANA, NoteId(note), OLD.outside)
            await asyncio.sleep(0.05)

    ended = await asyncio.gather(take(8), take(9), return_exceptions=True)
    assert sorted(str(end) for end in ended) == ["None", "recommend.already_claimed"]


async def test_own_posts_and_claims_are_handed_out_and_erased(database: Database) -> None:
    async with database.write() as tx:
        await keep_own_posts(tx, ANA, [OLD, OLDER])
        await keep_own_posts(tx, BO, [OLDEST])
        await claim(tx, ANA, NoteId(9), OLD.outside)
    async with database.write() as tx:
        kept = await export(tx, ANA)
        await erase(tx, ANA)
        assert [(one.title, one.note) for one in kept.posts] == [
            (OLD.title, NoteId(9)),
            (OLDER.title, None),
        ]
        assert [one.kind for one in kept.signals] == ["claimed"]
        assert (await export(tx, ANA)).posts == ()
        assert await origin_of(tx, NoteId(9)) is None
        assert await tx.all(CLAIMS) == []
        assert await left(tx, BO) == [OLDEST.outside]


async def test_whoever_brings_endless_archives_is_kept_a_bounded_list(database: Database) -> None:
    async with database.write() as tx:
        for start in (0, 3_000):
            many = [OwnPost(f"x:{start + n}", n, "") for n in range(3_000)]
            await keep_own_posts(tx, ANA, many)
        assert len(await own_posts(tx, ANA, 0, 9_000)) == 5_000
