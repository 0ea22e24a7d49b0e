import pytest

from serai.clips import ClipLimits, clips, clips_of, discard, start
from serai.kernel import Refusal
from serai.store import Database
from tests.world import somebody

LIMITS = ClipLimits(max_bytes=5_000, a_day=3, bytes_a_day=12_000)


async def test_a_clip_begins_with_a_name_and_a_size(database: Database) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        made = await start(tx, ana.id, "IMG_0042.MOV", 4_000, LIMITS)
    async with database.read() as look:
        assert await clips_of(look, ana.id) == [made]
        assert (await clips(look, [made.id]))[made.id].state == "arriving"
    assert (made.name, made.size, made.rungs) == ("IMG_0042.MOV", 4_000, ())


@pytest.mark.parametrize(
    ("size", "code"), [(0, "clip.empty"), (-1, "clip.empty"), (5_001, "clip.too_heavy")]
)
async def test_a_size_that_is_none_or_too_much_is_refused(
    database: Database, size: int, code: str
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx)
        with pytest.raises(Refusal, match=code):
            await start(tx, ana.id, "a.mp4", size, LIMITS)


async def test_a_day_holds_so_many_and_so_much(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx), await somebody(tx, "bo")
        for _ in range(3):
            await start(tx, ana.id, "a.mp4", 100, LIMITS)
        with pytest.raises(Refusal, match=r"clip\.too_many_today"):
            await start(tx, ana.id, "a.mp4", 100, LIMITS)
        await start(tx, bo.id, "b.mp4", 5_000, LIMITS)
        await start(tx, bo.id, "b.mp4", 5_000, LIMITS)
        with pytest.raises(Refusal, match=r"clip\.too_many_today"):
            await start(tx, bo.id, "b.mp4", 5_000, LIMITS)


async def test_what_was_discarded_is_found_no_more(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx), await somebody(tx, "bo")
        made = await start(tx, ana.id, "a.mp4", 100, LIMITS)
        with pytest.raises(Refusal, match=r"clip\.not_found"):
            await discard(tx, bo.id, made.id)
        await discard(tx, ana.id, made.id)
        assert await clips(tx, [made.id]) == {}
