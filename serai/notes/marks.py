"""Marks in a text: #topics in any script and @handles; a pure rule."""

import re
from collections.abc import Iterator
from typing import Final

from serai.languages import is_wordy

_HASH: Final = "#\uff03"
_MENTION: Final = re.compile(r"(?<![\w.@/])[@\uff20]([A-Za-z0-9_]{2,30})(?!\w)(?!\.\w)", re.ASCII)


def is_topic(word: str, longest: int) -> bool:
    """Whether `word` may be a topic: letters of any script, digits, _ and -; not digits alone."""
    return (
        0 < len(word) <= longest
        and all(_may_stand(char) for char in word)
        and any(is_wordy(char) and not char.isdigit() for char in word)
    )


def topics_in(text: str, longest: int) -> list[str]:
    """The words behind a # in `text`, in order, as written; longer ones than `longest` are text."""
    return [word for word in _behind_hashes(text) if is_topic(word, longest)]


def handles_in(text: str) -> list[str]:
    """The handles behind an @ in `text`, in lower case, each once; an e-mail address has none."""
    return list(dict.fromkeys(found.lower() for found in _MENTION.findall(text)))


def _may_stand(char: str) -> bool:
    return char in "_-" or is_wordy(char)


def _behind_hashes(text: str) -> Iterator[str]:
    for at, char in enumerate(text):
        if char in _HASH and not (at and _binds(text[at - 1])):
            yield _word_from(text, at + 1)


def _binds(before: str) -> bool:
    # `C#sharp`, `page#part` and `&#38;` are no topics; `话题#` closes one on some platforms.
    return before in "&/#_" or (before.isascii() and before.isalnum())


def _word_from(text: str, start: int) -> str:
    end = start
    while end < len(text) and _may_stand(text[end]):
        end += 1
    return text[start:end].rstrip("-")
