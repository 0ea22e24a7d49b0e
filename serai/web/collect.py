"""Collect a note by one tap, let go of it by the next, and take that back."""

import json

from starlette.responses import Response

from serai.boards import boards_holding, collect, let_go, put_back, see_own_board, usual_board
from serai.entry import Ask, Routes
from serai.kernel import NoteId
from serai.notes import see
from serai.store import Write
from serai.web.answer import TAKEN, Said, ask_in, quietly, said
from serai.web.hearts import Met
from serai.web.star import starred

routes = Routes()


@routes.post("/notes/{id}/collect", body=Met)
async def keep(tx: Write, ask: Ask, met: Met) -> Response:
    """Into the board used last; a stranger is asked in first, and then it happens."""
    note = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, note)
        return ask_in(ask, f"/notes/{note}", f"collect:{note}")
    me = ask.person.id
    held = await boards_holding(tx, me, note)
    if held:
        board = await see_own_board(tx, me, max(held))
    else:
        usual = await usual_board(tx, me, ask.locale)
        board = await collect(tx, me, note, usual.id, met.place, ask.house.limits.board)
    words = ask.gettext("Collected in “%(board)s”", board=board.name)
    choose = f"/notes/{note}/boards"
    return said(
        ask, Said(words, change=choose, note=f"/notes/{note}"), collected=starred(note, on=True)
    )


@routes.post("/notes/{id}/uncollect")
async def release(tx: Write, ask: Ask, _: None) -> Response:
    """Out of every board."""
    note = ask.id(NoteId)
    me = ask.must().id
    await see(tx, me, note)
    await let_go(tx, me, note)
    words = ask.gettext("Not in your boards any more.")
    back = f"/notes/{note}/put-back"
    return said(ask, Said(words, back, note=f"/notes/{note}"), collected=starred(note, on=False))


@routes.post("/notes/{id}/put-back")
async def after_all(tx: Write, ask: Ask, _: None) -> Response:
    """Where it stood before it was taken out last."""
    me, note = ask.must().id, ask.id(NoteId)
    await put_back(tx, me, note)
    if not ask.is_htmx:
        return quietly(ask, f"/notes/{note}")
    held = await boards_holding(tx, me, note)  # none where the way back has ended meanwhile
    event = {"collected": starred(note, on=bool(held))}
    return Response(status_code=TAKEN, headers={"hx-trigger": json.dumps(event)})
