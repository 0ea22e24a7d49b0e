"""Snapshots: what is read back is what was written, whatever happened, or nothing."""

import asyncio
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from serai.kernel import HandClock, NoteId, PersonId
from serai.recommend import Engine, append, erase, keep, open_engine, record, wake
from serai.recommend import snapshot as snapshots
from serai.recommend._log import CHUNK
from serai.store import Database
from tests.recommend.made_logs import NOW, bits_of, made_log, made_question

KEEPING = import_module("serai.recommend.keep")
QUESTIONS = [made_question(seed, NOW) for seed in range(20)]


def engine_of(seed: int, many: int = 200) -> Engine:
    engine = Engine()
    engine.fold(made_log(seed, many))
    return engine


def same(one: Engine, other: Engine) -> bool:
    pages = all(one.draw(asked) == other.draw(asked) for asked in QUESTIONS)
    return pages and bits_of(one) == bits_of(other)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1 << 30), st.integers(0, 300))
def test_a_snapshot_and_the_rest_of_a_log_give_the_same_bits_as_the_whole(
    seed: int, cut: int
) -> None:
    log = made_log(seed, 300)
    whole, part = Engine(), Engine()
    whole.fold(log)
    part.fold(log[:cut])
    with TemporaryDirectory() as folder:
        part.save(Path(folder))
        again = open_engine(Path(folder))
    assert bits_of(again) == bits_of(part)
    again.fold(log[cut:])
    assert same(again, whole)
    if cut < 100:
        assert not same(part, whole)  # the comparison can fail


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1 << 30))
def test_what_is_folded_together_is_folded_as_one_by_one(seed: int) -> None:
    log = made_log(seed, 250)
    together, single = Engine(), Engine()
    together.fold(log)
    for signal in log:
        single.fold([signal])
    assert same(together, single)


def test_notes_without_end_are_read_back_with_room_for_more(tmp_path: Path) -> None:
    log = made_log(4, 6_000, notes=3_000, people=2_000)
    whole, part = Engine(), Engine()
    whole.fold(log)
    part.fold(log[:4_000])
    part.save(tmp_path / "engine")
    again = open_engine(tmp_path / "engine")
    again.fold(log[4_000:])
    assert same(again, whole)


class Killed(BaseException):
    """What nothing catches."""


def test_wherever_writing_ends_the_old_snapshot_or_the_new_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = engine_of(1), engine_of(2)
    steps = 0
    for stop_at in range(1, 20):
        with TemporaryDirectory(dir=tmp_path) as name:
            folder = Path(name)
            old.save(folder)
            left = [stop_at]

            def stop(left: list[int] = left) -> None:
                left[0] -= 1
                if not left[0]:
                    raise Killed

            with monkeypatch.context() as patched, suppress(Killed):
                _stop_before(patched, stop)
                new.save(folder)
            again = open_engine(folder)
            assert same(again, old) or same(again, new)
            assert same(again, new) or left[0] <= 0
            steps += left[0] <= 0
            new.save(folder)
            assert same(open_engine(folder), new)
            assert len(list(folder.iterdir())) == 1
    assert steps > 5


def _stop_before(patched: pytest.MonkeyPatch, stop: "object") -> None:
    """Call `stop` before each step that changes what is on the disk."""
    for owner, name in (
        (os, "fsync"),
        (Path, "rename"),
        (Path, "mkdir"),
        (shutil, "rmtree"),
    ):
        was = getattr(owner, name)

        def step(*args: object, was: object = was, **named: object) -> object:
            stop()  # type: ignore[operator]
            return was(*args, **named)  # type: ignore[operator]

        patched.setattr(owner, name, step)


@pytest.mark.parametrize("name", ["arrays.bin", "words.json", "head.json"])
@pytest.mark.parametrize("harm", ["cut", "bent", "gone"])
def test_a_broken_snapshot_is_ignored_with_one_line(tmp_path: Path, name: str, harm: str) -> None:
    engine_of(1).save(tmp_path / "engine")
    [file] = tmp_path.glob(f"engine/*/{name}")
    whole = file.read_bytes()
    middle = len(whole) // 2
    if harm == "gone":
        file.unlink()
    else:
        bent = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        file.write_bytes(whole[:middle] if harm == "cut" else bent)
    with capture_logs() as said:
        again = open_engine(tmp_path / "engine")
    assert same(again, Engine())
    assert [line["event"] for line in said] == ["engine.snapshot_ignored"]


def test_a_snapshot_of_another_version_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine_of(1).save(tmp_path / "engine")
    monkeypatch.setattr(snapshots, "made_by", lambda: "3-other code")
    with capture_logs() as said:
        again = open_engine(tmp_path / "engine")
    assert same(again, Engine())
    assert len(said) == 1


async def test_an_engine_goes_on_in_the_log_where_its_snapshot_was_taken(
    database: Database, clock: HandClock, tmp_path: Path
) -> None:
    log = made_log(7, 400)
    live = Engine()
    await _write(database, live, log[:250])
    live.save(tmp_path / "engine")
    await _write(database, live, log[250:])
    again = open_engine(tmp_path / "engine")
    assert 0 < again.folded < live.folded
    async with database.read() as tx:
        await again.catch_up(tx)
    assert again.folded == live.folded
    assert same(again, live)
    clock.advance(timedelta(days=1))


async def _write(database: Database, engine: Engine, log: list) -> None:  # type: ignore[type-arg]
    async with database.write() as tx:
        await append(tx, log)
    async with database.read() as tx:
        await engine.catch_up(tx)


async def test_a_snapshot_of_another_log_is_ignored(database: Database, tmp_path: Path) -> None:
    elsewhere = engine_of(1)
    elsewhere.save(tmp_path / "engine")
    other = open_engine(tmp_path / "engine")
    fresh = Engine()
    await _write(database, fresh, made_log(2, 100))
    assert not same(other, fresh)
    with capture_logs() as said:
        async with database.read() as tx:
            await other.catch_up(tx)
    assert same(other, fresh)
    assert [line["event"] for line in said] == ["engine.snapshot_ignored"]


async def test_who_was_erased_after_a_snapshot_does_not_come_back_with_it(
    database: Database, tmp_path: Path
) -> None:
    me, live = PersonId(20), Engine()  # nobody of the made log, so none who wrote or paused
    await _write(database, live, made_log(9, 300))
    async with database.write() as tx:
        await record(tx, me, "hide", NoteId(1))
    async with database.read() as tx:
        await live.catch_up(tx)
    live.save(tmp_path / "engine")
    assert not live.is_worth_saving(1)
    async with database.write() as tx:
        await erase(tx, me)
    again = open_engine(tmp_path / "engine")
    assert again.hidden(me, [NoteId(1)])
    for engine in (live, again):
        async with database.read() as tx:
            await engine.catch_up(tx)
        assert not engine.hidden(me, [NoteId(1)])
    assert same(again, live)
    assert live.is_worth_saving(1_000_000)  # so that the file forgets them too


async def test_a_start_that_folds_aside_ends_as_one_that_reads_step_by_step(
    database: Database, tmp_path: Path
) -> None:
    log = made_log(7, 2 * CHUNK + 300, notes=500, people=300)
    before = Engine()
    await _write(database, before, log[:400])
    before.save(tmp_path / "engine")
    async with database.write() as tx:
        await append(tx, log[400:])
    started, stepped = Engine(), open_engine(tmp_path / "engine")
    await asyncio.to_thread(wake, started, tmp_path / "engine")
    async with database.read() as tx:
        await started.catch_up_alone(tx)
    async with database.read() as tx:
        await stepped.catch_up(tx)
    assert same(started, stepped)
    assert started.folded == stepped.folded > before.folded


async def test_an_engine_is_kept_now_and_then_and_at_the_end(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("EVERY", 0.02), ("QUIET", 0.01), ("MANY", 50), ("MANY_AT_END", 5)):
        monkeypatch.setattr(KEEPING, name, value)
    engine = Engine()
    await _write(database, engine, made_log(5, 100))
    task = asyncio.create_task(keep(engine, tmp_path / "engine"))
    for _ in range(500):
        if engine.is_worth_saving(1):
            await asyncio.sleep(0.01)
    assert same(open_engine(tmp_path / "engine"), engine)
    await _write(database, engine, made_log(6, 20))
    assert not same(open_engine(tmp_path / "engine"), engine)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert same(open_engine(tmp_path / "engine"), engine)


async def test_a_disk_that_is_full_stops_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("serai.recommend.engine.write_snapshot", full)
    monkeypatch.setattr(KEEPING, "MANY_AT_END", 5)
    engine = Engine()
    await _write(database, engine, made_log(5, 20))
    task = asyncio.create_task(keep(engine, tmp_path / "engine"))
    await asyncio.sleep(0)
    task.cancel()
    with capture_logs() as said, suppress(asyncio.CancelledError):
        await task
    assert [line["event"] for line in said] == ["engine.snapshot_failed"]
    assert engine.is_worth_saving(5)
