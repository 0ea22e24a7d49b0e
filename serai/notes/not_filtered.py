"""The rule of somebody's own words: which notes stay; it asks last, where words are known."""

from collections.abc import Collection, Iterable

from serai.notes.holds import folded, holds
from serai.notes.note import Note
from serai.recommend import TOPICS


def not_filtered(note: Note, words: Collection[str]) -> bool:
    """Whether a note stays whose words are known: none of `words` stands in it.

    A topic's name, in any language, stands in every note that carries the topic.
    """
    if not words:
        return True
    told = [note.title, note.text, note.cover_words or "", *(tag.shown for tag in note.topics)]
    keys = {tag.topic for tag in note.topics}
    if holds("\n".join([*told, *(key.replace("-", " ") for key in keys)]), words):
        return False
    named = {folded(word) for word in words}
    return named.isdisjoint(folded(name) for key in keys for name in _names(key))


def _names(key: str) -> Iterable[str]:
    known = TOPICS.get(key)
    return known.names.values() if known else ()
