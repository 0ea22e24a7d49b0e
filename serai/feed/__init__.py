"""Feed: one page of a feed."""

from serai.feed.chronological import chronological
from serai.feed.explain import Step, explain
from serai.feed.following import following
from serai.feed.for_you import for_you
from serai.feed.glance import Glance, glance
from serai.feed.nearby import nearby
from serai.feed.page import Asked, Dropped, Page, Reason, Shown
from serai.feed.plain import plain
from serai.feed.topic import Sorting, topic
from serai.notes import holds
from serai.recommend import Part

__all__ = [
    "Asked",
    "Dropped",
    "Glance",
    "Page",
    "Part",
    "Reason",
    "Shown",
    "Sorting",
    "Step",
    "chronological",
    "explain",
    "following",
    "for_you",
    "glance",
    "holds",
    "nearby",
    "plain",
    "topic",
]
