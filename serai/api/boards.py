"""Boards: read, made, changed, deleted, restored; and the notes that stand in them."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.responses import Response

from serai.api.asking import named, viewer
from serai.api.board_views import BoardView, board_view, board_views
from serai.api.note_views import NoteView, note_views
from serai.api.paging import Page, Paging, answer, cursor, numbers_in
from serai.api.people_ties import TiesPaging
from serai.boards import (
    BoardDraft,
    Used,
    boards_of,
    choose_cover,
    delete_board,
    edit_board,
    make,
    notes_of,
    restore_board,
    see_board,
    see_own_board,
)
from serai.entry import Ask, Routes
from serai.kernel import BoardId, NoteId
from serai.store import Read, Write

routes = Routes()

Words = Annotated[str, Meta(max_length=20_000)]


class BoardMade(Struct, frozen=True):
    """A board to make; a private one is for your eyes alone."""

    name: Words
    about: Words = ""
    private: bool = False


class BoardChange(Struct, frozen=True):
    """What shall change; what is left out stays. A `cover` of null: the note that stands first."""

    name: Words | UnsetType = UNSET
    about: Words | UnsetType = UNSET
    private: bool | UnsetType = UNSET
    cover: NoteId | UnsetType | None = UNSET


@routes.get("/api/serai/v1/people/{handle}/boards", body=TiesPaging, answer=Page[BoardView])
async def boards_of_person(tx: Read, ask: Ask, paging: TiesPaging) -> Response:
    """Boards of somebody, the last used first, as far as you may see them."""
    owner, numbers = await named(tx, ask), numbers_in(paging.after)
    before = Used(numbers[0], BoardId(numbers[1])) if numbers else None
    found = await boards_of(tx, viewer(ask), owner.id, before, paging.limit + 1)
    shown = found[: paging.limit]
    behind = cursor(shown[-1].used_at, shown[-1].id) if len(found) > len(shown) else None
    return answer(ask, await board_views(tx, ask, shown), behind)


@routes.post("/api/serai/v1/boards", body=BoardMade, answer=BoardView, status=201)
async def make_board(tx: Write, ask: Ask, made: BoardMade) -> BoardView:
    """Make a board."""
    draft = BoardDraft(made.name, made.about, made.private)
    return await board_view(tx, ask, await make(tx, ask.must().id, draft, ask.house.limits.board))


@routes.get("/api/serai/v1/boards/{id}", answer=BoardView)
async def read_board(tx: Read, ask: Ask, _: None) -> BoardView:
    """A board, if it is for your eyes."""
    return await board_view(tx, ask, await see_board(tx, viewer(ask), ask.id(BoardId)))


@routes.patch("/api/serai/v1/boards/{id}", body=BoardChange, answer=BoardView)
async def change_board(tx: Write, ask: Ask, change: BoardChange) -> BoardView:
    """Change a board of one's own in parts."""
    me, which = ask.must().id, ask.id(BoardId)
    board = await see_own_board(tx, me, which)
    if change.cover is not UNSET:
        await choose_cover(tx, me, which, change.cover)
    draft = BoardDraft(
        board.name if change.name is UNSET else change.name,
        board.about if change.about is UNSET else change.about,
        board.private if change.private is UNSET else change.private,
    )
    await edit_board(tx, me, which, draft, ask.house.limits.board)
    return await board_view(tx, ask, await see_own_board(tx, me, which))


@routes.delete("/api/serai/v1/boards/{id}")
async def delete_one_board(tx: Write, ask: Ask, _: None) -> None:
    """Delete a board of one's own; it can be restored for a week."""
    await delete_board(tx, ask.must().id, ask.id(BoardId))


@routes.post("/api/serai/v1/boards/{id}/restore", answer=BoardView)
async def restore_one_board(tx: Write, ask: Ask, _: None) -> BoardView:
    """Restore a board one deleted, with its notes."""
    me, limits = ask.must().id, ask.house.limits.board
    return await board_view(tx, ask, await restore_board(tx, me, ask.id(BoardId), limits))


@routes.get("/api/serai/v1/boards/{id}/notes", body=Paging, answer=Page[NoteView])
async def notes_of_board(tx: Read, ask: Ask, paging: Paging) -> Response:
    """Notes of a board in its order, as far as you may see them."""
    board = await see_board(tx, viewer(ask), ask.id(BoardId))
    before = next(iter(numbers_in(paging.after)), None)
    shelf = await notes_of(tx, viewer(ask), board, before, paging.limit)
    behind = None if shelf.more is None else cursor(shelf.more)
    return answer(ask, await note_views(tx, ask, shelf.notes), behind)
