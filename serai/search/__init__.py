"""Search: notes and people found by words in any script."""

from serai.search.bigrams import bigrams
from serai.search.erase import erase
from serai.search.notes import find_notes, forget_note, index_note
from serai.search.people import (
    find_people,
    index_person,
    on_openness_changed,
    on_person_joined,
    on_profile_changed,
)

__all__ = [
    "bigrams",
    "erase",
    "find_notes",
    "find_people",
    "forget_note",
    "index_note",
    "index_person",
    "on_openness_changed",
    "on_person_joined",
    "on_profile_changed",
]
