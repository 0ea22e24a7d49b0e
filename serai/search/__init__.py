"""Search: notes and people found by words in any script."""

from serai.search.bigrams import bigrams
from serai.search.notes import find_notes, forget_note, index_note
from serai.search.people import find_people, index_person, on_person_joined, on_profile_changed

__all__ = [
    "bigrams",
    "find_notes",
    "find_people",
    "forget_note",
    "index_note",
    "index_person",
    "on_person_joined",
    "on_profile_changed",
]
