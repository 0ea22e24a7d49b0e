"""Choose the boards in which a note stands, and make a new one in place."""

from msgspec import Struct
from starlette.responses import Response

from serai.boards import (
    BoardDraft,
    boards_holding,
    boards_of,
    collect,
    drop,
    make,
    see_own_board,
    sizes,
)
from serai.entry import Ask, Routes
from serai.kernel import BoardId, NoteId, PersonId, Refusal
from serai.notes import see
from serai.store import Read, Write
from serai.web.answer import Said, ask_in, said
from serai.web.render import fragment, page
from serai.web.star import starred

routes = Routes()


class Choice(Struct, frozen=True):
    """The boards that were shown and those of them that are ticked; `name` is of a new one."""

    shown: tuple[str, ...] = ()
    board: tuple[str, ...] = ()
    name: str = ""
    private: bool = False


@routes.get("/notes/{id}/boards")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """The boards of whoever asks, ticked where the note stands in them."""
    note = ask.id(NoteId)
    if ask.person is None:
        await see(tx, None, note)
        if ask.is_htmx:  # a script then goes where a browser would
            raise Refusal("entry.sign_in")
        return ask_in(ask, f"/notes/{note}/boards")
    return await again(tx, ask, None)


async def again(tx: Read, ask: Ask, sent: Choice | None) -> Response:
    """The form with what was ticked and typed."""
    me, note = ask.must().id, await see(tx, ask.must().id, ask.id(NoteId))
    limit = ask.house.limits.board
    boards = await boards_of(tx, me, me, None, limit.boards)
    held = await boards_holding(tx, me, note.id)
    drawing = fragment if ask.is_htmx else page
    return drawing(
        ask,
        "boards/choose.html" if ask.is_htmx else "boards/choose_page.html",
        note=note,
        boards=boards,
        sizes=await sizes(tx, me, boards),
        ticked={str(one) for one in held} if sent is None else set(sent.board),
        typed=sent or Choice(),
        limit=limit,
    )


@routes.post("/notes/{id}/boards", body=Choice, again=again)
async def choose(tx: Write, ask: Ask, choice: Choice) -> Response:
    """Put the note into the ticked boards and the new one, out of the others that were shown."""
    me, note = ask.must().id, ask.id(NoteId)
    await see(tx, me, note)
    limits = ask.house.limits.board
    ticked, shown = _ids(choice.board), _ids(choice.shown)
    held = await boards_holding(tx, me, note)
    for one in sorted(ticked - held):
        await collect(tx, me, note, one, None, limits)
    if choice.name.strip():
        new = await make(tx, me, BoardDraft(choice.name, private=choice.private), limits)
        await collect(tx, me, note, new.id, None, limits)
    for one in sorted((shown & held) - ticked):
        await drop(tx, me, note, one)
    return await _told(tx, ask, me, note)


async def _told(tx: Read, ask: Ask, me: PersonId, note: NoteId) -> Response:
    there, held = f"/notes/{note}", sorted(await boards_holding(tx, me, note))
    if not held:
        what = Said(ask.gettext("Not in your boards any more."), f"{there}/put-back", note=there)
    elif len(held) == 1:
        board = await see_own_board(tx, me, held[0])
        what = Said(ask.gettext("Collected in “%(board)s”", board=board.name), note=there)
    else:
        what = Said(ask.gettext("Collected in %(num)s boards", num=len(held)), note=there)
    return said(ask, what, collected=starred(note, on=bool(held)))


def _ids(sent: tuple[str, ...]) -> set[BoardId]:
    """Boards as a form names them; raises `Refusal` board.not_found for what names none."""
    found = {BoardId.parse(one) for one in sent}
    if None in found:
        raise Refusal("board.not_found")
    return {one for one in found if one is not None}
