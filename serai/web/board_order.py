"""Put a board in order: a step at a time, by buttons that keep the focus; covers; taking out."""

from typing import Literal

from msgspec import Struct
from starlette.responses import Response

from serai.boards import Way, choose_cover, drop, move, put_back, see_own_board
from serai.entry import Ask, Routes
from serai.kernel import BoardId, NoteId
from serai.store import Write
from serai.web.board_edit import listed, whole
from serai.web.render import fragment, see_other

routes = Routes()


class Step(Struct, frozen=True):
    """Where the note goes; `before` is where the page of the list begins."""

    way: Way
    before: str = ""


class Chosen(Struct, frozen=True):
    """Whether the note is the cover from now on."""

    on: Literal["yes", "no"] = "yes"
    before: str = ""


class At(Struct, frozen=True):
    """Where the page of the list begins."""

    before: str = ""


@routes.post("/boards/{id}/notes/{note}/move", body=Step)
async def step(tx: Write, ask: Ask, sent: Step) -> Response:
    """A step; the button that was pressed stays under the finger."""
    me, which, note = ask.must().id, ask.id(BoardId), ask.id(NoteId, "note")
    await move(tx, me, which, note, sent.way)
    if not ask.is_htmx:
        # Without a place in the address, which would keep the button from the focus.
        there = f"/boards/{which}/edit?moved={note}&way={sent.way}{_from(sent.before)}"
        return see_other(there)
    board = await see_own_board(tx, me, which)
    context = await listed(tx, ask, board, whole(sent.before))
    context |= {"moved": str(note), "way": sent.way}
    return fragment(ask, "boards/order.html", **context)


@routes.post("/boards/{id}/notes/{note}/cover", body=Chosen)
async def cover(tx: Write, ask: Ask, sent: Chosen) -> Response:
    """Its picture stands for the board, or the first one's does again."""
    which, note = ask.id(BoardId), ask.id(NoteId, "note")
    await choose_cover(tx, ask.must().id, which, note if sent.on == "yes" else None)
    return _back(which, note, sent.before)


@routes.post("/boards/{id}/notes/{note}/drop", body=At)
async def take_out(tx: Write, ask: Ask, sent: At) -> Response:
    """Out of this board; the page says so, with a way back."""
    which, note = ask.id(BoardId), ask.id(NoteId, "note")
    await drop(tx, ask.must().id, note, which)
    return see_other(f"/boards/{which}/edit?dropped={note}{_from(sent.before)}#order")


@routes.post("/boards/{id}/notes/{note}/put-back", body=At)
async def put_in_again(tx: Write, ask: Ask, sent: At) -> Response:
    """Where it stood."""
    which, note = ask.id(BoardId), ask.id(NoteId, "note")
    await put_back(tx, ask.must().id, note)
    return _back(which, note, sent.before)


def _back(which: BoardId, note: NoteId, before: str) -> Response:
    return see_other(f"/boards/{which}/edit?{_from(before)}#n{note}")


def _from(before: str) -> str:
    return f"&before={whole(before)}" if whole(before) else ""
