"""Why a note was found: the words marked in its title, and the line of its text they stand in."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from serai.entry import LOCALES, Ask
from serai.feed import NoteList, Reading
from serai.notes import Note, place_words
from serai.recommend import TOPICS, topic_name
from serai.search import Spot, spots
from serai.web.cards import Placed, shown_title
from serai.web.filters import TAGS

BEFORE: Final = 18
"""Characters of a line before the first word that is marked, at most."""

LINE: Final = 72
"""Characters of a line."""

_MARK: Final = Markup("<mark>{}</mark>")


def place_found(ask: Ask, found: NoteList) -> list[Placed]:
    """Notes in their places, each with the words that it was found by, or that none did."""
    meant = dict.fromkeys(found.alike, escape(ask.gettext("Means something like it")))
    return [
        Placed(
            note,
            slot,
            title=marked_title(note, found.reading),
            excerpt=excerpt(note, found.reading) or meant.get(note.id, Markup("")),
        )
        for slot, note in enumerate(found.notes)
    ]


def marked_title(note: Note, reading: Reading) -> Markup:
    """The title with the words marked; empty where none stands in it."""
    title = shown_title(note)
    found = _spots(title, reading)
    return _marked(title, found) if found else Markup("")


def excerpt(note: Note, reading: Reading) -> Markup:
    """The first line beside the title in which the words stand, cut to fit; empty without one."""
    said = note.text.split("\n")
    if note.cover_words or not note.title:
        said = (note.cover_words or "").split("\n") + said[0 if note.cover_words else 1 :]
    for line in (*said, *_names(note)):
        found = _spots(line, reading)
        if found:
            return _in_language(_cut(line, found), note.language)
    return Markup("")


def _names(note: Note) -> Iterator[str]:
    """What its topics and its place are called, by its author and by the house."""
    for tag in note.topics:
        yield f"#{tag.shown}"
        if tag.topic in TOPICS:
            yield from (f"#{topic_name(tag.topic, locale)}" for locale in LOCALES)
    yield from place_words(note.place, note.place_key)


def _spots(text: str, reading: Reading) -> list[Spot]:
    typed = reading.shown.lstrip("#＃")
    return spots(text, typed, sounding=reading.sounding) if text else []


def _cut(line: str, found: list[Spot]) -> Markup:
    """`line` from a little before its first spot on; what is left out shows as an ellipsis."""
    start = max(found[0][0] - BEFORE, 0)
    if start and (space := line.find(" ", start, found[0][0])) >= 0:
        start = space + 1
    end = min(start + LINE, len(line))
    inside = [(a - start, min(b, end) - start) for a, b in found if a < end]
    text = _marked(line[start:end], inside)
    return Markup("{}{}{}").format("…" if start else "", text, "…" if end < len(line) else "")


def _marked(text: str, found: list[Spot]) -> Markup:
    parts: list[Markup] = []
    done = 0
    for start, end in found:
        parts += [Markup("{}").format(text[done:start]), _MARK.format(text[start:end])]
        done = end
    return Markup("").join([*parts, Markup("{}").format(text[done:])])


def _in_language(text: Markup, language: str) -> Markup:
    if language == "und":
        return text
    return Markup('<span lang="{}">{}</span>').format(TAGS.get(language, language), text)
