"""The rule of what somebody hushed for a time: topics by their keys, words as filters read them."""

from collections.abc import Collection, Iterable

from serai.notes.holds import folded, holds
from serai.notes.not_filtered import not_filtered
from serai.notes.note import Note
from serai.recommend import Hush, canonical


def not_hushed(note: Note, hushes: Collection[Hush]) -> bool:
    """Whether a note stays: it carries no hushed topic, and no hushed word stands in it."""
    if not hushes:
        return True
    topics = {one.what for one in hushes if one.kind == "topic"}
    if any(tag.topic in topics for tag in note.topics):
        return False
    return not_filtered(note, [one.what for one in hushes if one.kind == "word"])


def not_asked_for(hushes: Iterable[Hush], typed: str) -> tuple[Hush, ...]:
    """Those of `hushes` that `typed` does not name: whoever asks for a thing wants to see it."""
    said, key = folded(typed), canonical(typed)
    return tuple(
        [one for one in hushes if one.what != key and not holds(said, [one.what.replace("-", " ")])]
    )
