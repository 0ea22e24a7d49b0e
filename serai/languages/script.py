"""Which script a character belongs to, as far as language and search need to know."""

import unicodedata
from functools import lru_cache
from typing import Final, Literal

Script = Literal[
    "han", "kana", "hangul", "latin", "cyrillic", "greek", "arabic", "hebrew", "devanagari", "thai"
]

_PREFIXES: Final[tuple[tuple[str, Script], ...]] = (
    ("CJK", "han"),
    ("KANGXI", "han"),
    ("HIRAGANA", "kana"),
    ("KATAKANA", "kana"),
    ("HALFWIDTH KATAKANA", "kana"),
    ("HANGUL", "hangul"),
    ("LATIN", "latin"),
    ("FULLWIDTH LATIN", "latin"),
    ("CYRILLIC", "cyrillic"),
    ("GREEK", "greek"),
    ("ARABIC", "arabic"),
    ("HEBREW", "hebrew"),
    ("DEVANAGARI", "devanagari"),
    ("THAI", "thai"),
)
_SPACELESS: Final = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_IDEOGRAPHS: Final = (0x20000, 0x3FFFF)  # planes of ideographs, some newer than Python's names


@lru_cache(maxsize=8192)
def is_wordy(char: str) -> bool:
    """Whether `char` may stand inside a word: a letter, a mark on one, or a digit."""
    if _IDEOGRAPHS[0] <= ord(char) <= _IDEOGRAPHS[1]:
        return True
    return unicodedata.category(char)[0] in "LMN"


@lru_cache(maxsize=8192)
def script_of(char: str) -> Script | None:
    """The script of a letter; None for what all scripts share, and for scripts not listed."""
    if _IDEOGRAPHS[0] <= ord(char) <= _IDEOGRAPHS[1]:
        return "han"
    if unicodedata.category(char)[0] != "L":
        return None
    name = unicodedata.name(char, "")
    return next((script for prefix, script in _PREFIXES if name.startswith(prefix)), None)


@lru_cache(maxsize=8192)
def is_spaceless(char: str) -> bool:
    """Whether `char` is of a script that sets no spaces between words (Korean is counted in)."""
    if not is_wordy(char):
        return False
    if script_of(char) in {"han", "kana", "hangul"}:
        return True
    return unicodedata.name(char, "").startswith(_SPACELESS)
