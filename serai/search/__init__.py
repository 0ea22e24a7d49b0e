"""Search: notes and people found by words in any script."""

from serai.search.bigrams import bigrams
from serai.search.corrections import corrections
from serai.search.erase import erase
from serai.search.folding import fold, simplified
from serai.search.fuse import fuse
from serai.search.history import (
    History,
    Search,
    clear_history,
    export,
    forget_search,
    history_of,
    keep_history,
    remember_search,
)
from serai.search.known_words import forget_words, words_in
from serai.search.look_for import (
    LookLimits,
    countable,
    look_for,
    sweep_looked_for,
    words_looked_for,
)
from serai.search.meanings import Meanings, Near, alike, forget_meaning, keep_meaning, meaning_of
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
from serai.search.tidy import tidy

__all__ = [
    "RECUT_WORK",
    "History",
    "LookLimits",
    "Meanings",
    "Near",
    "Question",
    "Search",
    "Spot",
    "alike",
    "bigrams",
    "clear_history",
    "corrections",
    "countable",
    "cut_people_anew",
    "either",
    "erase",
    "export",
    "find_notes",
    "find_people",
    "fold",
    "forget_meaning",
    "forget_note",
    "forget_search",
    "forget_words",
    "fuse",
    "history_of",
    "in_head",
    "index_note",
    "index_person",
    "keep_history",
    "keep_meaning",
    "look_for",
    "meaning_of",
    "on_openness_changed",
    "on_person_joined",
    "on_profile_changed",
    "recut_chore",
    "recut_work",
    "remember_search",
    "simplified",
    "sounds",
    "spots",
    "sweep_looked_for",
    "tidy",
    "warm",
    "words",
    "words_in",
    "words_looked_for",
]
