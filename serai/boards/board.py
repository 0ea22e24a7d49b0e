"""What a board is, what somebody hands in to make one, and how much of it is welcome."""

from typing import Final

from msgspec import Struct

from serai.kernel import BoardId, NoteId, PersonId, Refusal, clean, clean_line


class BoardLimits(Struct, frozen=True):
    """Characters of name and description; boards of a person; notes of a board."""

    name: int = 60
    about: int = 300
    boards: int = 200
    notes: int = 5_000


USUAL: Final = BoardLimits()


class BoardDraft(Struct, frozen=True):
    """A board as its owner hands it in; a private one is for their eyes alone."""

    name: str
    about: str = ""
    private: bool = False


class Board(Struct, frozen=True):
    """A board as it stands; times in epoch microseconds.

    `cover` is the note its owner chose, where they did; `used_at` when a note was last put in;
    `closed_at` since when it has been private.
    """

    id: BoardId
    owner: PersonId
    name: str
    about: str
    cover: NoteId | None
    made_at: int
    used_at: int
    closed_at: int | None
    deleted_at: int | None

    @property
    def private(self) -> bool:
        """Whether it is for its owner's eyes alone."""
        return self.closed_at is not None


def compose(draft: BoardDraft, limits: BoardLimits) -> BoardDraft:
    """`draft` as it will stand: a pure rule.

    Raises `Refusal` board.name_empty, board.name_too_long or board.about_too_long.
    """
    name = clean_line(draft.name, limit=limits.name, code="board.name_too_long")
    if not name:
        raise Refusal("board.name_empty")
    about = clean(draft.about, limit=limits.about, code="board.about_too_long")
    return BoardDraft(name, about, draft.private)
