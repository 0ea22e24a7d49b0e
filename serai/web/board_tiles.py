"""Boards as tiles: the pictures on top, the name and how much stands in it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from serai.boards import Board, covers, sizes
from serai.entry import Ask
from serai.media import pictures
from serai.store import Read
from serai.web.covers import View, card_view

PICTURES: Final = 3


class Tile(Struct, frozen=True):
    """A board, the number of its notes for the viewer's eyes, and at most three pictures."""

    board: Board
    notes: int
    views: tuple[View, ...]


async def tiles(tx: Read, ask: Ask, boards: Sequence[Board]) -> list[Tile]:
    """A tile for each of `boards`, which the viewer may see."""
    viewer = ask.person.id if ask.person else None
    shown = await covers(tx, viewer, boards, PICTURES)
    counted = await sizes(tx, viewer, boards)
    first = {note.id: note.pictures[0] for one in shown.values() for note in one if note.pictures}
    found = await pictures(tx, list(first.values())) if first else {}
    return [
        Tile(
            board,
            counted[board.id],
            tuple(
                card_view(found[first[note.id]], alt=note.cover_words or "")
                for note in shown[board.id]
                if note.id in first and first[note.id] in found
            ),
        )
        for board in boards
    ]
