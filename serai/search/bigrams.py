"""Cut text into the tokens that are indexed: a pure rule, the same for every store.

Words in alphabets stand whole. Scripts without spaces (and Korean) are cut into pairs of
neighbours, then single characters, so that two Chinese characters are found wherever they stand.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal

from serai.languages import is_spaceless, is_wordy
from serai.search.folding import fold

LONGEST_WORD: Final = 40
_EMOJI: Final = (range(0x2600, 0x27C0), range(0x1F300, 0x1FB00))
_WITH_HAN: Final = frozenset("々〆〇〻ゝゞヽヾー")
"""Signs that stand in runs of ideographs and kana, though their names do not say so."""

Sort = Literal["word", "run", "sign"]


def bigrams(text: str) -> list[str]:
    """The tokens of `text`, in order; of a run without spaces first the pairs, then the singles."""
    return [token for sort, piece in pieces(text) for token in tokens_of(sort, piece)]


def pieces(text: str) -> Iterator[tuple[Sort, str]]:
    """`text` folded (see `folding`) and cut: words, runs without spaces, emoji."""
    for sort, chars in groupby(fold(text), key=_sort):
        piece = "".join(chars)
        if sort == "sign":
            yield from (("sign", sign) for sign in piece)
        elif sort is not None and piece.strip("_"):
            yield sort, piece[:LONGEST_WORD] if sort == "word" else piece


def pairs(run: str) -> list[str]:
    """The neighbours in `run`, in order; one character alone has none."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def tokens_of(sort: Sort, piece: str) -> list[str]:
    """The tokens of one piece."""
    if sort == "run":
        # The singles also keep the pairs of two runs apart, which must not read on as one.
        return pairs(piece) + list(dict.fromkeys(piece))
    parts = [part for part in piece.split("_") if part] if "_" in piece else []
    return [piece, *parts]


@lru_cache(maxsize=32_768)
def _sort(char: str) -> Sort | None:
    if char in _WITH_HAN or is_spaceless(char):
        return "run"
    if char == "_" or is_wordy(char):
        return "word"
    return "sign" if any(ord(char) in block for block in _EMOJI) else None
