"""Where in a text the words stand that it was found by: a pure rule, for marking them."""

from collections.abc import Iterator
from functools import lru_cache

from serai.languages import is_wordy
from serai.search.bigrams import Sort, pairs
from serai.search.folding import fold_char
from serai.search.pinyin import sound
from serai.search.question import cut, sounds
from serai.search.tokens import SOUND

Spot = tuple[int, int]
"""From which character of a text, and up to which."""


def spots(text: str, typed: str, *, sounding: bool = False) -> list[Spot]:
    """Where the words of `typed` stand in `text`, in order and apart from each other.

    With `sounding`, what sounds like them in Chinese too.
    """
    folded = [(char, at) for at, own in enumerate(text) for char in fold_char(own)]
    plain = "".join(char for char, _ in folded)
    found = [
        spot for sort, piece in dict.fromkeys(cut(typed)) for spot in _stands(plain, sort, piece)
    ]
    if sounding:
        found += [spot for phrase in _phrases(typed) for spot in _sounds(plain, phrase)]
    return _apart(sorted((folded[a][1], folded[b - 1][1] + 1) for a, b in found))


def _stands(plain: str, sort: Sort, piece: str) -> Iterator[Spot]:
    at = plain.find(piece)
    while at >= 0:
        end = at + len(piece)
        alone = end == len(plain) or not is_wordy(plain[end])
        if sort != "word" or (_begins(plain, at) and (len(piece) > 1 or alone)):
            yield at, end
        at = plain.find(piece, at + 1)


def _begins(plain: str, at: int) -> bool:
    """Whether a word in an alphabet may begin there."""
    return at == 0 or not is_wordy(plain[at - 1]) or not plain[at - 1].isascii()


@lru_cache(maxsize=256)
def _phrases(typed: str) -> list[tuple[str, ...]]:
    """The sounds of neighbours that `typed` reads as."""
    return [
        tuple(token.removeprefix(SOUND) for token in phrase.tokens)
        for way in sounds(typed).ways
        for term in way
        for phrase in term
        if phrase.tokens[0].startswith(SOUND)
    ]


def _sounds(plain: str, phrase: tuple[str, ...]) -> Iterator[Spot]:
    said = [sound(pair) if not pair.isascii() else "" for pair in pairs(plain)]
    for at in range(len(said) - len(phrase) + 1):
        if tuple(said[at : at + len(phrase)]) == phrase:
            yield at, at + len(phrase) + 1


def _apart(found: list[Spot]) -> list[Spot]:
    apart: list[Spot] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
