"""Graph: who follows whom, and who closed the door to whom."""

from serai.graph.block import block, unblock
from serai.graph.follow import follow, unfollow
from serai.graph.read import Counts, Tie, blocked, counts, followees, followers, following
from serai.graph.ties import Ties, blocked_with, followees_of, ties, ties_among

__all__ = [
    "Counts",
    "Tie",
    "Ties",
    "block",
    "blocked",
    "blocked_with",
    "counts",
    "follow",
    "followees",
    "followees_of",
    "followers",
    "following",
    "ties",
    "ties_among",
    "unblock",
    "unfollow",
]
