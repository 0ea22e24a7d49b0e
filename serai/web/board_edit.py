"""Make a board, edit it, delete it and bring it back."""

from typing import Any, Final

from msgspec import Struct
from starlette.responses import Response

from serai.boards import (
    Board,
    BoardDraft,
    Shelf,
    delete_board,
    edit_board,
    make,
    notes_of,
    restore_board,
    see_own_board,
    sizes,
)
from serai.entry import Ask, Routes
from serai.kernel import BoardId, NoteId
from serai.media import pictures
from serai.notes import Note
from serai.store import Read, Write
from serai.web.answer import ask_in
from serai.web.cards import shown_title
from serai.web.covers import face
from serai.web.render import page, see_other

routes = Routes()

LISTED: Final = 50
DIGITS: Final = 19


class BoardForm(Struct, frozen=True):
    """A board as its owner types it."""

    name: str = ""
    about: str = ""
    private: bool = False

    def draft(self) -> BoardDraft:
        """As boards understand it."""
        return BoardDraft(self.name, self.about, self.private)


class Line(Struct, frozen=True):
    """A note in the list of a board that is being put in order."""

    note: Note
    title: str
    picture: str | None


@routes.get("/boards/new")
async def begin(tx: Read, ask: Ask, _: None) -> Response:
    """An empty form."""
    if ask.person is None:
        return ask_in(ask, "/boards/new")
    return await make_again(tx, ask, None)


async def make_again(_tx: Read, ask: Ask, sent: BoardForm | None) -> Response:
    """The form as it was sent, with what is wrong."""
    ask.must()
    limit = ask.house.limits.board
    return page(ask, "boards/new.html", form=sent or BoardForm(), limit=limit, here="me")


@routes.post("/boards", body=BoardForm, again=make_again)
async def create(tx: Write, ask: Ask, form: BoardForm) -> Response:
    """Make it and go there."""
    board = await make(tx, ask.must().id, form.draft(), ask.house.limits.board)
    return see_other(f"/boards/{board.id}")


@routes.get("/boards/{id}/edit")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The form filled with the board as it stands, and its notes to put in order."""
    if ask.person is None:
        return ask_in(ask, f"/boards/{ask.id(BoardId)}/edit")
    return await edit_again(tx, ask, None)


async def edit_again(tx: Read, ask: Ask, sent: BoardForm | None) -> Response:
    """The same as it was sent, with what is wrong."""
    board = await see_own_board(tx, ask.must().id, ask.id(BoardId))
    form = sent or BoardForm(board.name, board.about, board.private)
    return page(
        ask,
        "boards/edit.html",
        form=form,
        limit=ask.house.limits.board,
        dropped=NoteId.parse(ask.query.get("dropped", "")),
        here="me",
        **await listed(tx, ask, board, whole(ask.query.get("before", ""))),
    )


@routes.post("/boards/{id}/edit", body=BoardForm, again=edit_again)
async def change(tx: Write, ask: Ask, form: BoardForm) -> Response:
    """Name, description and who may see it."""
    which = ask.id(BoardId)
    await edit_board(tx, ask.must().id, which, form.draft(), ask.house.limits.board)
    return see_other(f"/boards/{which}")


@routes.post("/boards/{id}/delete")
async def remove(tx: Write, ask: Ask, _: None) -> Response:
    """Gone, with a way back on the page of those that are left."""
    me, which = ask.must(), ask.id(BoardId)
    await delete_board(tx, me.id, which)
    return see_other(f"/@{me.handle}/boards?deleted={which}")


@routes.post("/boards/{id}/restore")
async def bring_back(tx: Write, ask: Ask, _: None) -> Response:
    """As it stood."""
    which = ask.id(BoardId)
    await restore_board(tx, ask.must().id, which, ask.house.limits.board)
    return see_other(f"/boards/{which}")


async def listed(tx: Read, ask: Ask, board: Board, before: int) -> dict[str, Any]:
    """A page of the board's notes in order, as the list's template draws it."""
    me = ask.must().id
    shelf = await notes_of(tx, me, board, before, LISTED)
    return {
        "board": board,
        "lines": await _lines(tx, shelf),
        "size": (await sizes(tx, me, [board]))[board.id],
        "before": before,
        "after": shelf.more,
        "moved": ask.query.get("moved", ""),
        "way": ask.query.get("way", ""),
    }


async def _lines(tx: Read, shelf: Shelf) -> list[Line]:
    firsts = [note.pictures[0] for note in shelf.notes if note.pictures]
    found = await pictures(tx, firsts) if firsts else {}
    return [
        Line(
            note,
            shown_title(note) or (note.cover_words or "").partition("\n")[0],
            face(found.get(note.pictures[0])) if note.pictures else None,
        )
        for note in shelf.notes
    ]


def whole(said: str) -> int:
    """A number as one of our own links says it, else 0."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < DIGITS else 0
