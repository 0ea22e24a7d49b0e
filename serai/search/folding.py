"""Fold characters that people take for the same: width, case, accents, traditional and simplified.

Each is folded alone, whatever stands beside it: so a part of a text folds to a part of the folded
text, and what is found in the one is found in the other.
"""

import unicodedata
from functools import cache
from typing import Final

from opencc import OpenCC

from serai.languages import script_of

_ACCENTS: Final = range(0x300, 0x370)
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""They choose the look of the character before them, and say nothing."""


class _Folds(dict[int, str]):
    """What each character folds to, filled as they are met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _fold(chr(code))
        return found


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """`text` as it is compared; what cannot be seen in it falls away."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDS)


def fold_char(char: str) -> str:
    """One character folded: none, one, or several (ß, ﬁ)."""
    return _FOLDS[ord(char)]


def simplified(text: str) -> str:
    """`text` in simplified characters, word by word: what encoders of sentences know better."""
    found: str = _converter().convert(text)
    return found


def _fold(char: str) -> str:
    if unicodedata.category(char) == "Cf" or any(ord(char) in block for block in _SELECTORS):
        return ""
    lower = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    apart = unicodedata.normalize("NFD", lower)
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if ord(c) not in _ACCENTS))
    return "".join(_simplified(one) if script_of(one) == "han" else one for one in bare)


def _simplified(char: str) -> str:
    found: str = _converter().convert(char)
    return found if len(found) == 1 else char


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
