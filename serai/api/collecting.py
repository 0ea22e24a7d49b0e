"""Collect a note: into the board used last or into any other, and out again; move it there."""

from msgspec import Struct

from serai.api.asking import viewer
from serai.api.board_views import BoardView, board_views
from serai.api.note_views import NoteView, note_view
from serai.boards import (
    Way,
    boards_holding,
    collect,
    drop,
    let_go,
    move,
    put_back,
    see_board,
    usual_board,
)
from serai.entry import Ask, Routes
from serai.kernel import BoardId, NoteId
from serai.notes import see
from serai.store import Read, Write

routes = Routes()


class Step(Struct, frozen=True):
    """Where a note moves within its board: one up, one down, or to the front."""

    way: Way


class Holding(Struct, frozen=True):
    """Your boards in which a note stands."""

    boards: tuple[BoardView, ...]


async def _seen(tx: Read, ask: Ask, which: NoteId) -> NoteView:
    return await note_view(tx, ask, await see(tx, viewer(ask), which))


@routes.put("/api/serai/v1/notes/{id}/collect", answer=NoteView)
async def collect_note(tx: Write, ask: Ask, _: None) -> NoteView:
    """Collect a note into the board you used last; the first board makes itself."""
    me, note = ask.must().id, ask.id(NoteId)
    if not await boards_holding(tx, me, note):
        board = await usual_board(tx, me, ask.locale)
        await collect(tx, me, note, board.id, None, ask.house.limits.board)
    return await _seen(tx, ask, note)


@routes.delete("/api/serai/v1/notes/{id}/collect", answer=NoteView)
async def uncollect_note(tx: Write, ask: Ask, _: None) -> NoteView:
    """Take a note out of all your boards."""
    me, note = ask.must().id, ask.id(NoteId)
    await see(tx, me, note)
    await let_go(tx, me, note)
    return await _seen(tx, ask, note)


@routes.post("/api/serai/v1/notes/{id}/put-back", answer=NoteView)
async def put_note_back(tx: Write, ask: Ask, _: None) -> NoteView:
    """Undo taking the note out, for a week: it stands again where it stood."""
    await put_back(tx, ask.must().id, ask.id(NoteId))
    return await _seen(tx, ask, ask.id(NoteId))


@routes.get("/api/serai/v1/notes/{id}/boards", answer=Holding)
async def read_holding(tx: Read, ask: Ask, _: None) -> Holding:
    """Your boards in which the note stands; nobody else can ask."""
    me, note = ask.must().id, ask.id(NoteId)
    await see(tx, me, note)
    held = sorted(await boards_holding(tx, me, note))
    boards = [await see_board(tx, me, which) for which in held]
    return Holding(tuple(await board_views(tx, ask, boards)))


@routes.put("/api/serai/v1/boards/{id}/notes/{note}", answer=NoteView)
async def collect_into_board(tx: Write, ask: Ask, _: None) -> NoteView:
    """Collect a note into a board of one's own."""
    note = ask.id(NoteId, "note")
    await collect(tx, ask.must().id, note, ask.id(BoardId), None, ask.house.limits.board)
    return await _seen(tx, ask, note)


@routes.delete("/api/serai/v1/boards/{id}/notes/{note}")
async def drop_from_board(tx: Write, ask: Ask, _: None) -> None:
    """Take a note out of a board of one's own."""
    await drop(tx, ask.must().id, ask.id(NoteId, "note"), ask.id(BoardId))


@routes.post("/api/serai/v1/boards/{id}/notes/{note}/move", body=Step)
async def move_in_board(tx: Write, ask: Ask, step: Step) -> None:
    """Move a note within a board of one's own."""
    await move(tx, ask.must().id, ask.id(BoardId), ask.id(NoteId, "note"), step.way)
