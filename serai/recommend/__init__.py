"""Recommend: what somebody may like, from one log of signals."""

from serai.recommend._notes import Floats, Ints, footprint
from serai.recommend.candidate import Candidate
from serai.recommend.engine import Engine, Trial
from serai.recommend.erase import Kept, erase, export
from serai.recommend.imported import append_imported
from serai.recommend.interests import Interest, add_interest, drop_interest, interests_of
from serai.recommend.offer import offer, retire
from serai.recommend.pool import Pool
from serai.recommend.profile import Lane, Profile
from serai.recommend.signals import KINDS, UNDONE_BY, Signal, append, record
from serai.recommend.topics import TOPICS, Topic, canonical, topic_name
from serai.recommend.viewer import Viewer
from serai.recommend.weights import VERSION, WEIGHTS, WEIGHTS_FILE

__all__ = [
    "KINDS",
    "TOPICS",
    "UNDONE_BY",
    "VERSION",
    "WEIGHTS",
    "WEIGHTS_FILE",
    "Candidate",
    "Engine",
    "Floats",
    "Interest",
    "Ints",
    "Kept",
    "Lane",
    "Pool",
    "Profile",
    "Signal",
    "Topic",
    "Trial",
    "Viewer",
    "add_interest",
    "append",
    "append_imported",
    "canonical",
    "drop_interest",
    "erase",
    "export",
    "footprint",
    "interests_of",
    "offer",
    "record",
    "retire",
    "topic_name",
]
