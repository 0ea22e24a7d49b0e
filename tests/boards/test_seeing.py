"""Who sees which board, and what of it."""

from collections.abc import AsyncIterator

import pytest

from serai.boards import (
    BoardDraft,
    Used,
    boards_of,
    collect,
    count_boards,
    edit_board,
    see_board,
    see_own_board,
    sizes,
)
from serai.graph import block, unblock
from serai.kernel import Refusal
from serai.notes import follow_author, hide, restore, unhide, withdraw
from serai.store import Database, Write
from tests.boards.shelves import a_board, titles
from tests.world import a_note, somebody


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Write]:
    async with database.write() as opened:
        yield opened


async def test_a_private_board_is_its_owner_s_alone(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    shown, secret = await a_board(tx, ana.id), await a_board(tx, ana.id, "Gifts", private=True)
    for viewer in (None, bo.id):
        assert (await see_board(tx, viewer, shown.id)).name == "Kitchen"
        with pytest.raises(Refusal, match=r"board\.not_found"):
            await see_board(tx, viewer, secret.id)
        assert await boards_of(tx, viewer, ana.id, None, 5) == [shown]
        assert await count_boards(tx, viewer, ana.id) == 1
    assert (await see_board(tx, ana.id, secret.id)).private
    assert len(await boards_of(tx, ana.id, ana.id, None, 5)) == 2
    await edit_board(tx, ana.id, secret.id, BoardDraft("Gifts", private=False))
    assert not (await see_board(tx, bo.id, secret.id)).private
    with pytest.raises(Refusal, match=r"board\.not_found"):
        await see_own_board(tx, bo.id, secret.id)


async def test_people_blocked_either_way_do_not_see_each_other_s_boards(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    board = await a_board(tx, ana.id)
    for blocker, blocked in ((ana, bo), (bo, ana)):
        assert await see_board(tx, bo.id, board.id) == board
        await block(tx, blocker.id, blocked.id)
        with pytest.raises(Refusal, match=r"board\.not_found"):
            await see_board(tx, bo.id, board.id)
        assert await boards_of(tx, bo.id, ana.id, None, 5) == []
        assert await see_board(tx, ana.id, board.id) == board
        await unblock(tx, blocker.id, blocked.id)


async def test_of_a_board_everybody_sees_the_notes_that_are_for_them(tx: Write) -> None:
    ana, bo, cai = [await somebody(tx, handle) for handle in ("ana", "bo", "cai")]
    await follow_author(tx, bo.id, ana.id)
    board = await a_board(tx, bo.id)
    opened = await a_note(tx, ana, "open")
    for note in (opened, await a_note(tx, ana, "followers", audience="followers")):
        await collect(tx, bo.id, note.id, board.id)
    await collect(tx, bo.id, (await a_note(tx, bo, "mine", audience="me")).id, board.id)
    assert await titles(tx, bo.id, board) == ["mine", "followers", "open"]
    assert await titles(tx, ana.id, board) == ["followers", "open"]
    for viewer in (None, cai.id):
        assert await titles(tx, viewer, board) == ["open"]
        assert await sizes(tx, viewer, [board]) == {board.id: 1}
    await block(tx, ana.id, cai.id)
    assert await titles(tx, cai.id, board) == []


async def test_notes_withdrawn_or_hidden_vanish_until_they_are_brought_back(tx: Write) -> None:
    ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
    board, note = await a_board(tx, bo.id), await a_note(tx, ana, "here")
    await collect(tx, bo.id, note.id, board.id)
    await withdraw(tx, ana.id, note.id)
    for viewer in (None, ana.id, bo.id):
        assert await titles(tx, viewer, board) == []
    await restore(tx, ana.id, note.id)
    await hide(tx, bo.id, note.id)
    assert await titles(tx, bo.id, board) == []
    assert await sizes(tx, bo.id, [board]) == {board.id: 0}
    assert await titles(tx, ana.id, board) == ["here"]
    await unhide(tx, bo.id, note.id)
    assert await titles(tx, bo.id, board) == ["here"]


async def test_lists_of_boards_go_on_where_they_stopped(
    database: Database,
) -> None:
    async with database.write() as tx:
        ana = await somebody(tx, "ana")
        for nth in range(5):
            await a_board(tx, ana.id, str(nth))
    read: list[str] = []
    before: Used | None = None
    async with database.read() as look:
        while page := await boards_of(look, None, ana.id, before, 2):
            read += [board.name for board in page]
            before = Used(page[-1].used_at, page[-1].id)
    assert sorted(read) == list("01234")
    assert len(read) == 5
