"""Feed: one page of a feed."""

from serai.feed.chronological import chronological
from serai.feed.explain import Step, explain
from serai.feed.following import following
from serai.feed.for_you import for_you
from serai.feed.glance import Glance, glance
from serai.feed.look_up import COUNTED, RANKED, TIER, NoteList, look_up
from serai.feed.nearby import nearby
from serai.feed.page import Asked, Dropped, Page, Reason, Shown
from serai.feed.plain import plain
from serai.feed.read_typed import Reading
from serai.feed.topic import Sorting, topic
from serai.feed.topics_called import Called, topics_called
from serai.feed.wanted import METS, RANKINGS, SINCES, Met, Ranking, Since, Wanted
from serai.feed.watch import watch
from serai.notes import holds
from serai.recommend import Part

__all__ = [
    "COUNTED",
    "METS",
    "RANKED",
    "RANKINGS",
    "SINCES",
    "TIER",
    "Asked",
    "Called",
    "Dropped",
    "Glance",
    "Met",
    "NoteList",
    "Page",
    "Part",
    "Ranking",
    "Reading",
    "Reason",
    "Shown",
    "Since",
    "Sorting",
    "Step",
    "Wanted",
    "chronological",
    "explain",
    "following",
    "for_you",
    "glance",
    "holds",
    "look_up",
    "nearby",
    "plain",
    "topic",
    "topics_called",
    "watch",
]
