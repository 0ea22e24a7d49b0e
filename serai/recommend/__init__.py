"""Recommend: what somebody may like, from one log of signals."""

from serai.recommend._asking import SOURCES
from serai.recommend._kernel import is_compiled
from serai.recommend._lay import Laid
from serai.recommend._question import footprint
from serai.recommend.avoid_author import avoid_author, unavoid_author
from serai.recommend.avoid_topic import avoid_topic, unavoid_topic
from serai.recommend.avoided import Avoided, avoided_of
from serai.recommend.candidate import Candidate
from serai.recommend.chances import Chances
from serai.recommend.choose_interest import choose_interest
from serai.recommend.claim import claim, release
from serai.recommend.content import content, unpack
from serai.recommend.deeds import DEEDS, Deeds
from serai.recommend.describe import describe
from serai.recommend.drawn import Draft, Drawn, Lane, Part
from serai.recommend.engine import Engine, open_engine
from serai.recommend.erase import Kept, erase, export
from serai.recommend.follow_topic import follow_topic, follows_topic, topic_followers
from serai.recommend.hush import Hush, hush, hushes_of, sweep_hushes, topic_hush, unhush
from serai.recommend.imported import append_imported
from serai.recommend.interests import Interest, add_interest, drop_interest, interests_of
from serai.recommend.keep import keep
from serai.recommend.long_view import is_long, is_skip, is_whole, watched
from serai.recommend.offer import offer, retire
from serai.recommend.opened import opened_by
from serai.recommend.own_posts import (
    OwnPost,
    keep_own_posts,
    origin_of,
    own_posts,
    posts_left,
)
from serai.recommend.question import MOST, Question
from serai.recommend.signals import KINDS, UNDONE_BY, Signal, append, record
from serai.recommend.snapshot import Snapshot, write_snapshot
from serai.recommend.start_anew import start_anew
from serai.recommend.topic_key import topic_key
from serai.recommend.topics import TOPICS, Topic, canonical, topic_name
from serai.recommend.trial import OPEN, STAGES, Capacity, Trial
from serai.recommend.viewer import Anyone, Viewer
from serai.recommend.visit import visit
from serai.recommend.wake import wake
from serai.recommend.warm import warm
from serai.recommend.weigh_interest import weigh_interest
from serai.recommend.weights import VERSION, WEIGHTS, WEIGHTS_FILE
from serai.recommend.wish import place_of, wish, wishes_of
from serai.recommend.wishes import WORD_LONGEST, WORDS_MOST, Slider, Wishes

__all__ = [
    "DEEDS",
    "KINDS",
    "MOST",
    "OPEN",
    "SOURCES",
    "STAGES",
    "TOPICS",
    "UNDONE_BY",
    "VERSION",
    "WEIGHTS",
    "WEIGHTS_FILE",
    "WORDS_MOST",
    "WORD_LONGEST",
    "Anyone",
    "Avoided",
    "Candidate",
    "Capacity",
    "Chances",
    "Deeds",
    "Draft",
    "Drawn",
    "Engine",
    "Hush",
    "Interest",
    "Kept",
    "Laid",
    "Lane",
    "OwnPost",
    "Part",
    "Question",
    "Signal",
    "Slider",
    "Snapshot",
    "Topic",
    "Trial",
    "Viewer",
    "Wishes",
    "add_interest",
    "append",
    "append_imported",
    "avoid_author",
    "avoid_topic",
    "avoided_of",
    "canonical",
    "choose_interest",
    "claim",
    "content",
    "describe",
    "drop_interest",
    "erase",
    "export",
    "follow_topic",
    "follows_topic",
    "footprint",
    "hush",
    "hushes_of",
    "interests_of",
    "is_compiled",
    "is_long",
    "is_skip",
    "is_whole",
    "keep",
    "keep_own_posts",
    "offer",
    "open_engine",
    "opened_by",
    "origin_of",
    "own_posts",
    "place_of",
    "posts_left",
    "record",
    "release",
    "retire",
    "start_anew",
    "sweep_hushes",
    "topic_followers",
    "topic_hush",
    "topic_key",
    "topic_name",
    "unavoid_author",
    "unavoid_topic",
    "unhush",
    "unpack",
    "visit",
    "wake",
    "warm",
    "watched",
    "weigh_interest",
    "wish",
    "wishes_of",
    "write_snapshot",
]
