"""Boards as programs see them."""

from collections.abc import Sequence

from msgspec import Struct

from serai.api.account_views import PersonView
from serai.api.asking import viewer
from serai.api.note_views import person_views
from serai.boards import Board, sizes
from serai.entry import Ask
from serai.kernel import BoardId, NoteId, iso
from serai.store import Read


class BoardView(Struct, frozen=True):
    """A board; `notes` counts those for the viewer's eyes, `cover` is the note that was chosen.

    Times are ISO 8601 in UTC, `url` a path here; `used_at` is when a note was last put in.
    """

    id: BoardId
    url: str
    owner: PersonView
    name: str
    about: str
    private: bool
    notes: int
    cover: NoteId | None
    made_at: str
    used_at: str


async def board_views(tx: Read, ask: Ask, boards: Sequence[Board]) -> list[BoardView]:
    """`boards`, which the viewer may see, in the same order."""
    owners = await person_views(tx, list({board.owner for board in boards}))
    counted = await sizes(tx, viewer(ask), boards)
    return [
        BoardView(
            id=board.id,
            url=f"/boards/{board.id}",
            owner=owners[board.owner],
            name=board.name,
            about=board.about,
            private=board.private,
            notes=counted[board.id],
            cover=board.cover,
            made_at=iso(board.made_at),
            used_at=iso(board.used_at),
        )
        for board in boards
        if board.owner in owners
    ]


async def board_view(tx: Read, ask: Ask, board: Board) -> BoardView:
    """One board."""
    return (await board_views(tx, ask, [board]))[0]
