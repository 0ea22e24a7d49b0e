"""Arrive: archives in, everything out and in again."""

from serai.arrive.correct import correct
from serai.arrive.find import Arrival, find
from serai.arrive.kept import Kept, Posted, Suggested, Touched, Watched, Word
from serai.arrive.limits import ArriveLimits
from serai.arrive.place import known_words, topic_rows
from serai.arrive.read import SUPPORTED, read_archive
from serai.arrive.receive import FEWEST, MOST, SWEEP_WORK, choose, receive
from serai.arrive.sample import sample_archive
from serai.arrive.settle import settle
from serai.arrive.spool import Spooled, spool
from serai.arrive.sweep import forget, sweep
from serai.arrive.understand import understand
from serai.arrive.understanding import CHOSEN, Evidence, Interest, Understanding

__all__ = [
    "CHOSEN",
    "FEWEST",
    "MOST",
    "SUPPORTED",
    "SWEEP_WORK",
    "Arrival",
    "ArriveLimits",
    "Evidence",
    "Interest",
    "Kept",
    "Posted",
    "Spooled",
    "Suggested",
    "Touched",
    "Understanding",
    "Watched",
    "Word",
    "choose",
    "correct",
    "find",
    "forget",
    "known_words",
    "read_archive",
    "receive",
    "sample_archive",
    "settle",
    "spool",
    "sweep",
    "topic_rows",
    "understand",
]
