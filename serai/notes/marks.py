"""Marks in a text: #topics in any script and @handles; a pure rule."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from serai.languages import is_wordy

TOPIC_LONGEST: Final = 40

_HASH: Final = "#\uff03"
_MENTION: Final = re.compile(r"(?<![\w.@/])[@\uff20]([A-Za-z0-9_]{2,30})(?!\w)(?!\.\w)", re.ASCII)


class Mark(Struct, frozen=True):
    """A mark at `text[start:end]`: the topic as written, or the handle in lower case."""

    kind: Literal["topic", "person"]
    word: str
    start: int
    end: int


def marks_in(text: str, longest: int = TOPIC_LONGEST) -> list[Mark]:
    """Every mark in `text`, in order; words longer than `longest` are no topics."""
    topics = [mark for mark in _behind_hashes(text) if is_topic(mark.word, longest)]
    people = [
        Mark("person", found.group(1).lower(), *found.span()) for found in _MENTION.finditer(text)
    ]
    return sorted(topics + people, key=lambda mark: mark.start)


def topics_in(text: str, longest: int = TOPIC_LONGEST) -> list[str]:
    """The topics in `text`, in order, as written."""
    return [mark.word for mark in marks_in(text, longest) if mark.kind == "topic"]


def handles_in(text: str) -> list[str]:
    """The handles in `text`, each once; an e-mail address has none."""
    return list(dict.fromkeys(mark.word for mark in marks_in(text) if mark.kind == "person"))


def is_topic(word: str, longest: int = TOPIC_LONGEST) -> bool:
    """Whether `word` may be a topic: letters of any script, digits, _ and -; not digits alone."""
    return (
        0 < len(word) <= longest
        and all(_may_stand(char) for char in word)
        and any(is_wordy(char) and not char.isdigit() for char in word)
    )


def _may_stand(char: str) -> bool:
    return char in "_-" or is_wordy(char)


def _behind_hashes(text: str) -> Iterator[Mark]:
    for at, char in enumerate(text):
        if char in _HASH and not (at and _binds(text[at - 1])):
            word = _word_from(text, at + 1)
            yield Mark("topic", word, at, at + 1 + len(word))


def _binds(before: str) -> bool:
    # `C#sharp`, `page#part` and `&#38;` are no topics.
    return before in "&/#_" or (before.isascii() and before.isalnum())


def _word_from(text: str, start: int) -> str:
    end = start
    while end < len(text) and _may_stand(text[end]):
        end += 1
    return text[start:end].rstrip("-")
