"""Search: notes and people found by words in any script."""

from serai.search.bigrams import bigrams
from serai.search.corrections import corrections
from serai.search.erase import erase
from serai.search.fuse import fuse
from serai.search.known_words import forget_words
from serai.search.look_for import (
    LookLimits,
    countable,
    look_for,
    sweep_looked_for,
    words_looked_for,
)
from serai.search.notes import find_notes, forget_note, index_note
from serai.search.people import (
    cut_people_anew,
    find_people,
    index_person,
    on_openness_changed,
    on_person_joined,
    on_profile_changed,
)
from serai.search.pinyin import warm
from serai.search.question import Question, either, in_head, sounds, words
from serai.search.recut import RECUT_WORK, recut_chore, recut_work
from serai.search.spots import Spot, spots

__all__ = [
    "RECUT_WORK",
    "LookLimits",
    "Question",
    "Spot",
    "bigrams",
    "corrections",
    "countable",
    "cut_people_anew",
    "either",
    "erase",
    "find_notes",
    "find_people",
    "forget_note",
    "forget_words",
    "fuse",
    "in_head",
    "index_note",
    "index_person",
    "look_for",
    "on_openness_changed",
    "on_person_joined",
    "on_profile_changed",
    "recut_chore",
    "recut_work",
    "sounds",
    "spots",
    "sweep_looked_for",
    "warm",
    "words",
    "words_looked_for",
]
