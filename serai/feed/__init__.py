"""Feed: one page of a feed."""

from serai.feed.chronological import chronological
from serai.feed.explain import Explanation, Step, explain
from serai.feed.following import following
from serai.feed.for_you import for_you
from serai.feed.glance import Glance, glance
from serai.feed.page import Asked, Dropped, Page, Part, Reason, Shown
from serai.feed.topic import topic

__all__ = [
    "Asked",
    "Dropped",
    "Explanation",
    "Glance",
    "Page",
    "Part",
    "Reason",
    "Shown",
    "Step",
    "chronological",
    "explain",
    "following",
    "for_you",
    "glance",
    "topic",
]
