"""Boards: notes collected into named boards, and who may see them."""

from serai.boards.board import Board, BoardDraft, BoardLimits
from serai.boards.collect import collect
from serai.boards.counts import collected_by, collects
from serai.boards.delete import delete_board, restore_board
from serai.boards.drop import drop, let_go, put_back
from serai.boards.edit import choose_cover, edit_board
from serai.boards.erase import Kept, erase, export
from serai.boards.make import FIRST_NAMES, make, usual_board
from serai.boards.move import move
from serai.boards.order import WAYS, Standing, Way, moved
from serai.boards.see import (
    Used,
    boards_holding,
    boards_of,
    count_boards,
    see_board,
    see_own_board,
)
from serai.boards.shelf import Shelf, covers, notes_of, sizes
from serai.boards.sweep import sweep_boards

__all__ = [
    "FIRST_NAMES",
    "WAYS",
    "Board",
    "BoardDraft",
    "BoardLimits",
    "Kept",
    "Shelf",
    "Standing",
    "Used",
    "Way",
    "boards_holding",
    "boards_of",
    "choose_cover",
    "collect",
    "collected_by",
    "collects",
    "count_boards",
    "covers",
    "delete_board",
    "drop",
    "edit_board",
    "erase",
    "export",
    "let_go",
    "make",
    "move",
    "moved",
    "notes_of",
    "put_back",
    "restore_board",
    "see_board",
    "see_own_board",
    "sizes",
    "sweep_boards",
    "usual_board",
]
