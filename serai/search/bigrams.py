"""Cut text into the tokens that are indexed: a pure rule, the same for every store.

Words in alphabets stand whole. Scripts without spaces (and Korean) are cut into pairs of
neighbours, then single characters, so that two Chinese characters are found wherever they stand.
"""

import re
from collections.abc import Iterator
from operator import add
from typing import Final, Literal

from serai.languages import is_spaceless, is_wordy
from serai.search.folding import fold

LONGEST_WORD: Final = 40
_EMOJI: Final = (range(0x2600, 0x27C0), range(0x1F300, 0x1FB00))
_WITH_HAN: Final = frozenset("々〆〇〻ゝゞヽヾー")
"""Signs that stand in runs of ideographs and kana, though their names do not say so."""

Sort = Literal["word", "run", "sign"]
_OF: Final[dict[str, Sort]] = {"w": "word", "r": "run", "s": "sign"}
_PIECE: Final = re.compile("w+|r+|s")


class _Sorts(dict[int, str]):
    """What each character is, by a letter of `_OF`, or a space; filled as they are met."""

    def __missing__(self, code: int) -> str:
        char, sort = chr(code), " "
        if char in _WITH_HAN or is_spaceless(char):
            sort = "r"
        elif char == "_" or is_wordy(char):
            sort = "w"
        elif any(code in block for block in _EMOJI):
            sort = "s"
        self[code] = sort
        return sort


_SORTS: Final = _Sorts()


def bigrams(text: str) -> list[str]:
    """The tokens of `text`, in order; of a run without spaces first the pairs, then the singles."""
    return [token for sort, piece in pieces(text) for token in tokens_of(sort, piece)]


def pieces(text: str) -> Iterator[tuple[Sort, str]]:
    """`text` folded (see `folding`) and cut: words, runs without spaces, emoji."""
    folded = fold(text)
    for found in _PIECE.finditer(folded.translate(_SORTS)):
        sort, piece = _OF[found.group()[0]], folded[found.start() : found.end()]
        if sort != "word":
            yield sort, piece
        elif piece.strip("_"):
            yield sort, piece[:LONGEST_WORD]


def pairs(run: str) -> list[str]:
    """The neighbours in `run`, in order; one character alone has none."""
    return list(map(add, run, run[1:]))


def tokens_of(sort: Sort, piece: str) -> list[str]:
    """The tokens of one piece."""
    if sort == "run":
        # The singles also keep the pairs of two runs apart, which must not read on as one.
        return pairs(piece) + list(dict.fromkeys(piece))
    parts = [part for part in piece.split("_") if part] if "_" in piece else []
    return [piece, *parts]
