"""Search: notes and people found by words in any script."""

from serai.search.bigrams import bigrams
from serai.search.erase import erase
from serai.search.look_for import (
    LookLimits,
    countable,
    look_for,
    sweep_looked_for,
    words_looked_for,
)
from serai.search.notes import find_notes, forget_note, index_note
from serai.search.people import (
    find_people,
    index_person,
    on_openness_changed,
    on_person_joined,
    on_profile_changed,
)

__all__ = [
    "LookLimits",
    "bigrams",
    "countable",
    "erase",
    "find_notes",
    "find_people",
    "forget_note",
    "index_note",
    "index_person",
    "look_for",
    "on_openness_changed",
    "on_person_joined",
    "on_profile_changed",
    "sweep_looked_for",
    "words_looked_for",
]
