"""What a comment is: one under a note, or an answer to one, two levels in all."""

from typing import Final, Literal, get_args

from msgspec import Struct

from serai.kernel import CommentId, NoteId, PersonId, PictureId
from serai.languages import KeptSpan

Order = Literal["newest", "liked"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
"""How comments of the first level stand: the latest first, or the most liked."""

Circle = Literal["everyone", "follows", "nobody"]
CIRCLES: Final[tuple[Circle, ...]] = get_args(Circle)
"""Who may join the talk under a note: all who see it, whom its author follows, or nobody else."""


NOBODY: Final = PersonId(0)
"""Whose a comment is whose author has left, or was erased: it stands empty over its answers."""


class Comment(Struct, frozen=True):
    """A comment or an answer; times in epoch microseconds, `language` a BCP 47 tag or "und".

    `root` is the comment whose thread an answer stands in, `answers` the one it speaks to; both are
    None for a comment of the first level. It says something by `text`, by `picture`, or by both.
    """

    id: CommentId
    note: NoteId
    author: PersonId
    root: CommentId | None
    answers: CommentId | None
    text: str
    language: str
    at: int
    withdrawn_at: int | None
    likes: int = 0
    picture: PictureId | None = None
    spans: tuple[KeptSpan, ...] | None = None


class Sent(Struct, frozen=True):
    """A picture to say, with words or without, and the comment that it answers, if any."""

    picture: PictureId
    text: str = ""
    answers: CommentId | None = None


class Behind(Struct, frozen=True):
    """Where a list of comments goes on: behind the one with this id and, when read, these likes."""

    id: CommentId
    likes: int = 0


class Thread(Struct, frozen=True):
    """A comment and its answers, oldest first; `left` counts the answers that are not here.

    `pinned`: the author of the note put it first.
    """

    comment: Comment
    answers: tuple[Comment, ...]
    left: int = 0
    pinned: bool = False
