"""Comments: the conversation under a note, and answers, in two levels."""

from serai.comments.comment import Comment, Thread
from serai.comments.read import answers_to, counts, see_comment, thread
from serai.comments.report import report_comment
from serai.comments.withdraw import restore, withdraw
from serai.comments.write import write

__all__ = [
    "Comment",
    "Thread",
    "answers_to",
    "counts",
    "report_comment",
    "restore",
    "see_comment",
    "thread",
    "withdraw",
    "write",
]
