"""Graph: who follows whom, who closed the door to whom, and who hears nothing of whom."""

from serai.graph.block import block, unblock
from serai.graph.erase import Kept, erase, export
from serai.graph.follow import follow, unfollow
from serai.graph.known import Known, known_through
from serai.graph.mute import Muted, mute, muted, muted_among, unmute
from serai.graph.read import Counts, Tie, blocked, counts, followees, followers, following
from serai.graph.remove_follower import remove_follower, restore_follower
from serai.graph.request import (
    accept_request,
    count_requests,
    decline_request,
    reopen_request,
    requests_to,
    withdraw_request,
)
from serai.graph.sweep import sweep_ties
from serai.graph.ties import (
    Ties,
    blocked_with,
    followees_of,
    followers_of,
    ties,
    ties_among,
)

__all__ = [
    "Counts",
    "Kept",
    "Known",
    "Muted",
    "Tie",
    "Ties",
    "accept_request",
    "block",
    "blocked",
    "blocked_with",
    "count_requests",
    "counts",
    "decline_request",
    "erase",
    "export",
    "follow",
    "followees",
    "followees_of",
    "followers",
    "followers_of",
    "following",
    "known_through",
    "mute",
    "muted",
    "muted_among",
    "remove_follower",
    "reopen_request",
    "requests_to",
    "restore_follower",
    "sweep_ties",
    "ties",
    "ties_among",
    "unblock",
    "unfollow",
    "unmute",
    "withdraw_request",
]
