"""Whether a text holds one of the words that somebody filters; a pure rule."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from serai.languages import is_spaceless, is_wordy

_SELECTORS: Final = str.maketrans("", "", "\ufe0e\ufe0f")
"""What asks for a coloured or a plain emoji says nothing."""


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether `text` holds one of `words`, whatever its case and width.

    A word of letters that are written with spaces must stand there whole: `art` is not in
    `party`. One of a script without spaces, and an emoji, counts wherever it occurs.
    """
    normal = folded(text)
    return any(_stands(word, normal) for word in map(_word, words) if word)


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    return folded(word)


def folded(text: str) -> str:
    """One spelling for upper and lower case, full and half width, any blank."""
    bare = unicodedata.normalize("NFKC", text).translate(_SELECTORS)
    lower = unicodedata.normalize("NFKC", bare.casefold())
    return " ".join(unicodedata.normalize("NFKC", lower.casefold()).split())


def _stands(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[:at][-1:], text[end : end + 1]
        if not _joined(before, word[0]) and not _joined(word[-1], after):
            return True
        at = text.find(word, at + 1)
    return False


def _joined(left: str, right: str) -> bool:
    """Whether two neighbours (or none) belong to one word."""
    return _spaced(left) and _spaced(right)


def _spaced(char: str) -> bool:
    """Whether it is a letter, digit or mark of a script that puts spaces between words."""
    return bool(char) and is_wordy(char) and not is_spaceless(char)
