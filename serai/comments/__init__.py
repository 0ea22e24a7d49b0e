"""Comments: the conversation under a note, and answers, in two levels."""

from serai.comments.circle import circle_of, closed_to, draw_circle
from serai.comments.comment import (
    CIRCLES,
    NOBODY,
    ORDERS,
    Behind,
    Circle,
    Comment,
    Order,
    Sent,
    Thread,
)
from serai.comments.erase import Kept, erase, export
from serai.comments.like import like, liked_comments, unlike
from serai.comments.picture import in_comments, seen_in_comments
from serai.comments.pin import pin, unpin
from serai.comments.read import comments_seen, counts, see_comment
from serai.comments.report import report_comment
from serai.comments.thread import answers_to, thread
from serai.comments.withdraw import restore, withdraw
from serai.comments.write import write, write_with_picture

__all__ = [
    "CIRCLES",
    "NOBODY",
    "ORDERS",
    "Behind",
    "Circle",
    "Comment",
    "Kept",
    "Order",
    "Sent",
    "Thread",
    "answers_to",
    "circle_of",
    "closed_to",
    "comments_seen",
    "counts",
    "draw_circle",
    "erase",
    "export",
    "in_comments",
    "like",
    "liked_comments",
    "pin",
    "report_comment",
    "restore",
    "see_comment",
    "seen_in_comments",
    "thread",
    "unlike",
    "unpin",
    "withdraw",
    "write",
    "write_with_picture",
]
