"""Recommend: what somebody may like, from one log of signals."""

from serai.recommend.candidate import Candidate
from serai.recommend.interests import Interest, add_interest, drop_interest, interests_of
from serai.recommend.offer import offer, retire
from serai.recommend.signals import KINDS, UNDONE_BY, Signal, append, record
from serai.recommend.topics import TOPICS, Topic, canonical, topic_name

__all__ = [
    "KINDS",
    "TOPICS",
    "UNDONE_BY",
    "Candidate",
    "Interest",
    "Signal",
    "Topic",
    "add_interest",
    "append",
    "canonical",
    "drop_interest",
    "interests_of",
    "offer",
    "record",
    "retire",
    "topic_name",
]
