"""Make a board; the first one makes itself."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from sqlalchemy import bindparam

from serai.boards._tables import board
from serai.boards.board import USUAL, Board, BoardDraft, BoardLimits, compose
from serai.boards.see import boards_of, count_boards
from serai.kernel import BoardId, PersonId, Refusal
from serai.store import Write, change

FIRST_NAMES: Final[Mapping[str, str]] = tomllib.loads(
    files("serai.boards").joinpath("first_names.toml").read_text("utf-8")
)
"""What the board that makes itself is called, by the language of the pages."""

_KEEP = change(
    board.insert().values(
        {
            name: bindparam(name)
            for name in ("id", "owner", "name", "about", "made_at", "used_at", "closed_at")
        }
    )
)


async def make(tx: Write, owner: PersonId, draft: BoardDraft, limits: BoardLimits = USUAL) -> Board:
    """A new board, without a note.

    Raises the `Refusal`s of `compose`, and board.too_many.
    """
    composed = compose(draft, limits)
    if await count_boards(tx, owner, owner) >= limits.boards:
        raise Refusal("board.too_many", limit=limits.boards)
    made = Board(
        id=tx.mint(BoardId),
        owner=owner,
        name=composed.name,
        about=composed.about,
        cover=None,
        made_at=tx.now,
        used_at=tx.now,
        closed_at=tx.now if composed.private else None,
        deleted_at=None,
    )
    await tx.run(
        _KEEP,
        id=made.id,
        owner=made.owner,
        name=made.name,
        about=made.about,
        made_at=made.made_at,
        used_at=made.used_at,
        closed_at=made.closed_at,
    )
    return made


async def usual_board(tx: Write, owner: PersonId, locale: str) -> Board:
    """The board `owner` used last; where they have none, one is made and named in `locale`."""
    used = await boards_of(tx, owner, owner, None, 1)
    return (
        used[0]
        if used
        else await make(tx, owner, BoardDraft(FIRST_NAMES.get(locale, FIRST_NAMES["en"])))
    )
