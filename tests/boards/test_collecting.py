"""Collecting, letting go and putting back, on both stores."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from serai.boards import (
    BoardDraft,
    BoardLimits,
    boards_holding,
    boards_of,
    choose_cover,
    collect,
    collected_by,
    collects,
    covers,
    delete_board,
    drop,
    edit_board,
    erase,
    export,
    let_go,
    make,
    move,
    notes_of,
    put_back,
    restore_board,
    see_board,
    sizes,
    sweep_boards,
    usual_board,
)
from serai.kernel import BoardId, HandClock, NoteId, Refusal
from serai.notes import Place, withdraw
from serai.recommend import Engine, record
from serai.store import Database, Write, statement
from tests.boards.shelves import SIGNALS, a_board, signals, titles
from tests.world import a_note, somebody

DAY = 24 * 3600 * 1_000_000


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def events(tx: Write) -> list[str]:
    from serai.jobs._tables import event

    names = await tx.all(statement(select(event.c.name).order_by(event.c.id), str))
    return [name for name in names if "ollected" in name]


async def test_a_note_in_two_boards_is_one_collector_and_one_signal(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note = await a_note(tx, ana)
    kitchen, lisbon = await a_board(tx, bo.id), await a_board(tx, bo.id, "Lisbon")
    await collect(tx, bo.id, note.id, kitchen.id, Place("page", 3))
    await collect(tx, bo.id, note.id, kitchen.id)
    await collect(tx, bo.id, note.id, lisbon.id)
    assert await collects(tx, [note.id, NoteId(4)]) == {note.id: 1, NoteId(4): 0}
    assert await collected_by(tx, bo.id, [note.id, NoteId(4)]) == {note.id}
    assert await boards_holding(tx, bo.id, note.id) == {kitchen.id, lisbon.id}
    await collect(tx, ana.id, note.id, (await usual_board(tx, ana.id, "en")).id)
    assert await collects(tx, [note.id]) == {note.id: 2}
    assert await drop(tx, bo.id, note.id, kitchen.id)
    assert not await drop(tx, bo.id, note.id, kitchen.id)
    assert await collects(tx, [note.id]) == {note.id: 2}
    assert await drop(tx, bo.id, note.id, lisbon.id)
    assert await collects(tx, [note.id]) == {note.id: 1}
    assert await tx.all(SIGNALS) == [
        ("collect", bo.id, note.id, "page", 3),
        ("collect", ana.id, note.id, None, None),
        ("uncollect", bo.id, note.id, None, None),
    ]
    assert await events(tx) == ["NoteCollected", "NoteCollected", "NoteUncollected"]


async def test_letting_go_takes_it_out_of_all_boards_and_is_undone_to_the_very_places(
    tx: Write,
) -> None:
    bo = await somebody(tx, "bo")
    one, two, three = [await a_note(tx, bo, title) for title in ("one", "two", "three")]
    kitchen, lisbon = await a_board(tx, bo.id), await a_board(tx, bo.id, "Lisbon")
    for note in (one, two, three):
        await collect(tx, bo.id, note.id, kitchen.id)
    await collect(tx, bo.id, two.id, lisbon.id)
    assert await let_go(tx, bo.id, two.id)
    assert not await let_go(tx, bo.id, two.id)
    assert await titles(tx, bo.id, kitchen) == ["three", "one"]
    assert await titles(tx, bo.id, lisbon) == []
    assert await put_back(tx, bo.id, two.id)
    assert await titles(tx, bo.id, kitchen) == ["three", "two", "one"]
    assert await titles(tx, bo.id, lisbon) == ["two"]
    assert (await signals(tx))[-2:] == ["uncollect", "collect"]
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await put_back(tx, bo.id, NoteId(4))


async def test_what_is_collected_again_stands_first_again(tx: Write) -> None:
    bo = await somebody(tx, "bo")
    kitchen = await a_board(tx, bo.id)
    made = [await a_note(tx, bo, title) for title in ("one", "two", "three")]
    for note in made:
        await collect(tx, bo.id, note.id, kitchen.id)
    await drop(tx, bo.id, made[0].id, kitchen.id)
    await collect(tx, bo.id, made[0].id, kitchen.id)
    assert await titles(tx, bo.id, kitchen) == ["one", "three", "two"]


async def test_notes_are_moved_and_a_withdrawn_neighbour_is_stepped_over(tx: Write) -> None:
    bo = await somebody(tx, "bo")
    kitchen = await a_board(tx, bo.id)
    made = [await a_note(tx, bo, title) for title in ("one", "two", "three", "four")]
    for note in made:
        await collect(tx, bo.id, note.id, kitchen.id)
    await withdraw(tx, bo.id, made[2].id)
    assert await titles(tx, bo.id, kitchen) == ["four", "two", "one"]
    assert await move(tx, bo.id, kitchen.id, made[1].id, "up")
    assert await titles(tx, bo.id, kitchen) == ["two", "four", "one"]
    assert not await move(tx, bo.id, kitchen.id, made[1].id, "up")
    assert await move(tx, bo.id, kitchen.id, made[0].id, "first")
    assert await titles(tx, bo.id, kitchen) == ["one", "two", "four"]
    assert await move(tx, bo.id, kitchen.id, made[0].id, "down")
    assert await titles(tx, bo.id, kitchen) == ["two", "one", "four"]
    with pytest.raises(Refusal, match=r"board\.note_elsewhere"):
        await move(tx, bo.id, kitchen.id, made[2].id, "up")


async def test_pages_of_a_board_join_without_a_gap(tx: Write) -> None:
    bo = await somebody(tx, "bo")
    kitchen = await a_board(tx, bo.id)
    for nth in range(7):
        await collect(tx, bo.id, (await a_note(tx, bo, str(nth))).id, kitchen.id)
    read: list[str] = []
    before: int | None = None
    while True:
        shelf = await notes_of(tx, None, kitchen, before, 3)
        read += [note.title for note in shelf.notes]
        before = shelf.more
        if before is None:
            break
    assert read == list("6543210")


async def test_a_deleted_board_lets_go_of_its_notes_and_comes_back_whole(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    kept, alone = await a_note(tx, ana, "kept"), await a_note(tx, ana, "alone")
    kitchen, lisbon = await a_board(tx, bo.id), await a_board(tx, bo.id, "Lisbon")
    for note in (kept, alone):
        await collect(tx, bo.id, note.id, kitchen.id)
    await collect(tx, bo.id, kept.id, lisbon.id)
    with pytest.raises(Refusal, match=r"board\.not_found"):
        await delete_board(tx, ana.id, kitchen.id)
    await delete_board(tx, bo.id, kitchen.id)
    assert await collects(tx, [kept.id, alone.id]) == {kept.id: 1, alone.id: 0}
    assert await tx.all(SIGNALS) == [
        ("collect", bo.id, kept.id, None, None),
        ("collect", bo.id, alone.id, None, None),
        ("uncollect", bo.id, alone.id, None, None),
    ]
    for gone in (see_board(tx, bo.id, kitchen.id), collect(tx, bo.id, alone.id, kitchen.id)):
        with pytest.raises(Refusal, match=r"board\.not_found"):
            await gone
    assert not await put_back(tx, bo.id, alone.id)
    with pytest.raises(Refusal, match=r"board\.not_found"):
        await restore_board(tx, ana.id, kitchen.id)
    await restore_board(tx, bo.id, kitchen.id)
    assert await titles(tx, bo.id, kitchen) == ["alone", "kept"]
    assert (await signals(tx))[-1] == "collect"
    with pytest.raises(Refusal, match=r"board\.not_found"):
        await restore_board(tx, bo.id, kitchen.id)


async def test_the_usual_board_is_the_last_used_one_and_the_first_makes_itself(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        bo = await somebody(tx, "bo")
        first = await usual_board(tx, bo.id, "zh")
        assert (first.name, first.private) == ("收藏", False)
        assert await usual_board(tx, bo.id, "en") == first
    clock.set(clock.now() + 1_000_000)
    async with database.write() as tx:
        other = await a_board(tx, bo.id, "Other")
        assert (await usual_board(tx, bo.id, "en")).id == other.id
    clock.set(clock.now() + 1_000_000)
    async with database.write() as tx:
        await collect(tx, bo.id, (await a_note(tx, bo)).id, first.id)
        assert (await usual_board(tx, bo.id, "en")).id == first.id
        assert [one.id for one in await boards_of(tx, bo.id, bo.id, None, 5)] == [
            first.id,
            other.id,
        ]


async def test_a_cover_is_a_note_of_the_board_and_the_newest_without_one(tx: Write) -> None:
    bo = await somebody(tx, "bo")
    kitchen, empty = await a_board(tx, bo.id), await a_board(tx, bo.id, "Empty")
    made = [await a_note(tx, bo, title) for title in ("one", "two", "three", "four")]
    for note in made[:3]:
        await collect(tx, bo.id, note.id, kitchen.id)

    async def shown() -> list[str]:
        board = await see_board(tx, None, kitchen.id)
        return [note.title for note in (await covers(tx, None, [board, empty], 2))[kitchen.id]]

    assert await shown() == ["three", "two"]
    await choose_cover(tx, bo.id, kitchen.id, made[0].id)
    assert await shown() == ["one", "three"]
    with pytest.raises(Refusal, match=r"board\.note_elsewhere"):
        await choose_cover(tx, bo.id, kitchen.id, made[3].id)
    await withdraw(tx, bo.id, made[0].id)
    assert await shown() == ["three", "two"]
    await choose_cover(tx, bo.id, kitchen.id, None)
    assert await sizes(tx, None, [kitchen, empty]) == {kitchen.id: 2, empty.id: 0}


async def test_names_are_cleaned_and_limits_are_kept(tx: Write) -> None:
    bo = await somebody(tx, "bo")
    few = BoardLimits(boards=2, notes=1)
    made = await make(tx, bo.id, BoardDraft("  Cafe\u0301 \u202e 茶\n"), few)
    assert made.name == "Caf\u00e9 茶"
    for draft, code in (
        (BoardDraft(" \u202e\n"), r"board\.name_empty"),
        (BoardDraft("n" * 61), r"board\.name_too_long"),
        (BoardDraft("n", "a" * 301), r"board\.about_too_long"),
    ):
        with pytest.raises(Refusal, match=code):
            await make(tx, bo.id, draft, few)
        with pytest.raises(Refusal, match=code):
            await edit_board(tx, bo.id, made.id, draft, few)
    await make(tx, bo.id, BoardDraft("n" * 60, "a" * 300), few)
    with pytest.raises(Refusal, match=r"board\.too_many"):
        await make(tx, bo.id, BoardDraft("third"), few)
    notes = [await a_note(tx, bo), await a_note(tx, bo)]
    await collect(tx, bo.id, notes[0].id, made.id, None, few)
    await collect(tx, bo.id, notes[0].id, made.id, None, few)
    with pytest.raises(Refusal, match=r"board\.full"):
        await collect(tx, bo.id, notes[1].id, made.id, None, few)
    await delete_board(tx, bo.id, made.id)
    await make(tx, bo.id, BoardDraft("room again"), few)
    with pytest.raises(Refusal, match=r"board\.too_many"):
        await restore_board(tx, bo.id, made.id, few)


async def test_the_engine_sees_what_is_collected(database: Database) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
    engine = Engine()

    async def done() -> int:
        async with database.read() as look:
            await engine.catch_up(look)
        trial = engine.trial(note.id, database.clock.now())
        assert trial is not None
        return round((trial.rate or 0) * trial.met)

    async with database.write() as tx:
        await record(tx, bo.id, "impression", note.id, value=1.0)
    assert await done() == 0
    async with database.write() as tx:
        await collect(tx, bo.id, note.id, (await usual_board(tx, bo.id, "en")).id)
    assert await done() == 1
    async with database.write() as tx:
        await let_go(tx, bo.id, note.id)
    assert await done() == 0


async def test_a_person_gets_their_boards_and_leaves_none_behind(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        note = await a_note(tx, ana)
        hers, his = await a_board(tx, ana.id), await a_board(tx, bo.id, private=True)
        for person, board in ((ana, hers), (bo, his)):
            await collect(tx, person.id, note.id, board.id)
        gone = await delete_board(tx, bo.id, (await a_board(tx, bo.id, "Gone")).id)
        kept = await export(tx, bo.id)
        assert [one.id for one in kept.boards] == [his.id, gone.id]
        assert [(one.board, one.note) for one in kept.notes] == [(his.id, note.id)]
        await erase(tx, bo.id)
        assert await export(tx, bo.id) == type(kept)((), ())
        assert await collects(tx, [note.id]) == {note.id: 1}
        assert len((await export(tx, ana.id)).notes) == 1


async def test_after_a_week_what_was_taken_out_is_forgotten(
    database: Database, clock: HandClock
) -> None:
    async with database.write() as tx:
        bo = await somebody(tx, "bo")
        stays, left = await a_note(tx, bo), await a_note(tx, bo)
        kitchen, gone = await a_board(tx, bo.id), await a_board(tx, bo.id, "Gone")
        for board in (kitchen, gone):
            for note in (stays, left):
                await collect(tx, bo.id, note.id, board.id)
        await drop(tx, bo.id, left.id, kitchen.id)
        await delete_board(tx, bo.id, gone.id)
        assert await sweep_boards(tx) == 0
    clock.set(clock.now() + 8 * DAY)
    async with database.write() as tx:
        assert await sweep_boards(tx) == 4
        assert not await put_back(tx, bo.id, left.id)
        with pytest.raises(Refusal, match=r"board\.not_found"):
            await restore_board(tx, bo.id, gone.id)
        kept = await export(tx, bo.id)
        assert [(one.board, one.note) for one in kept.notes] == [(kitchen.id, stays.id)]


async def test_nobody_collects_into_what_is_not_theirs(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    note, hers = await a_note(tx, ana), await a_board(tx, ana.id)
    closed = await a_note(tx, ana, audience="followers")
    await collect(tx, ana.id, note.id, hers.id)
    for which in (hers.id, BoardId(4)):
        for verb in (
            collect(tx, bo.id, note.id, which),
            drop(tx, bo.id, note.id, which),
            move(tx, bo.id, which, note.id, "up"),
            choose_cover(tx, bo.id, which, note.id),
            edit_board(tx, bo.id, which, BoardDraft("mine now")),
        ):
            with pytest.raises(Refusal, match=r"board\.not_found"):
                await verb
    with pytest.raises(Refusal, match=r"note\.not_found"):
        await collect(tx, bo.id, closed.id, (await a_board(tx, bo.id)).id)
    assert not await let_go(tx, bo.id, note.id)
    assert await collects(tx, [note.id]) == {note.id: 1}
