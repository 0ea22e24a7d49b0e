"""Feed: one page of a feed."""

from serai.feed.chronological import chronological
from serai.feed.explain import Step, explain
from serai.feed.following import following
from serai.feed.for_you import for_you
from serai.feed.glance import Glance, glance
from serai.feed.holds import holds
from serai.feed.page import Asked, Dropped, Page, Reason, Shown
from serai.feed.plain import plain
from serai.feed.topic import topic
from serai.recommend import Part

__all__ = [
    "Asked",
    "Dropped",
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
    "holds",
    "plain",
    "topic",
]
