"""Boards to look at: those of a person, and one with its notes."""

from typing import Final

from starlette.responses import Response

from serai.accounts import people
from serai.boards import Board, Used, boards_of, notes_of, see_board, sizes
from serai.entry import Ask, Routes
from serai.kernel import BoardId, PersonId
from serai.media import pictures
from serai.store import Read
from serai.web.answer import ask_in
from serai.web.board_edit import whole
from serai.web.board_tiles import tiles
from serai.web.cards import lay_out, place_all
from serai.web.covers import face
from serai.web.profile import head
from serai.web.prose import prose
from serai.web.render import fragment, page, see_other
from serai.web.ties import named

routes = Routes()

SHOWN: Final = 20
TILES: Final = 24


@routes.get("/boards")
async def mine(_tx: Read, ask: Ask, _: None) -> Response:
    """One's own boards, at their address."""
    if ask.person is None:
        return ask_in(ask, "/boards")
    return see_other(f"/@{ask.person.handle}/boards")


@routes.get("/@{handle}/boards")
async def of_person(tx: Read, ask: Ask, _: None) -> Response:
    """The boards of somebody, the last used first."""
    owner = await named(tx, ask)
    viewer = ask.person.id if ask.person else None
    found = await boards_of(tx, viewer, owner.id, _used(ask), TILES + 1)
    shown = found[:TILES]
    more = ""
    if len(found) > TILES:
        more = f"/@{owner.handle}/boards?after={shown[-1].used_at}.{shown[-1].id}"
    return page(
        ask,
        "boards/of_person.html",
        **await head(tx, ask, owner),
        tiles=await tiles(tx, ask, shown),
        more=more,
        gone=_gone(ask, viewer, owner.id),
    )


def _used(ask: Ask) -> Used | None:
    """Where the list goes on, as its own link says it."""
    at, _, board = ask.query.get("after", "").partition(".")
    last, whole = BoardId.parse(board), BoardId.parse(at)
    return None if last is None or whole is None else Used(int(whole), last)


def _gone(ask: Ask, viewer: PersonId | None, owner: PersonId) -> BoardId | None:
    """The board that was deleted just now, to bring it back."""
    return BoardId.parse(ask.query.get("deleted", "")) if viewer == owner else None


@routes.get("/boards/{id}")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """A board with its notes in its order."""
    viewer = ask.person.id if ask.person else None
    board = await see_board(tx, viewer, ask.id(BoardId))
    start = whole(ask.query.get("from", ""))
    shelf = await notes_of(tx, viewer, board, whole(ask.query.get("before", "")), SHOWN)
    cards = await lay_out(tx, ask, place_all(shelf.notes), start)
    more = ""
    if shelf.more is not None:
        more = f"/boards/{board.id}?before={shelf.more}&from={start + len(shelf.notes)}"
    if ask.is_htmx:
        return fragment(ask, "explore/more.html", cards=cards, more=more)
    return await _page(tx, ask, board, cards=cards, more=more)


async def _page(tx: Read, ask: Ask, board: Board, *, cards: str, more: str) -> Response:
    viewer = ask.person.id if ask.person else None
    owner = (await people(tx, [board.owner]))[board.owner]
    faces = await pictures(tx, [owner.avatar]) if owner.avatar else {}
    return page(
        ask,
        "boards/show.html",
        board=board,
        about=prose(board.about, "und", {}, frozenset()),
        tile=(await tiles(tx, ask, [board]))[0],
        size=(await sizes(tx, viewer, [board]))[board.id],
        author=owner,
        portrait=face(faces.get(owner.avatar)) if owner.avatar else None,
        mine=viewer == board.owner,
        cards=cards,
        more=more,
        here="me" if viewer == board.owner else "",
    )
