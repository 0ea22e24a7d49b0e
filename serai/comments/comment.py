"""What a comment is: one under a note, or an answer to one, two levels in all."""

from msgspec import Struct

from serai.kernel import CommentId, NoteId, PersonId


class Comment(Struct, frozen=True):
    """A comment or an answer; times in epoch microseconds, `language` a BCP 47 tag or "und".

    `root` is the comment whose thread an answer stands in, `answers` the one it speaks to; both are
    None for a comment of the first level.
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


class Thread(Struct, frozen=True):
    """A comment and its answers, oldest first; `left` counts the answers that are not here."""

    comment: Comment
    answers: tuple[Comment, ...]
    left: int = 0
