"""The tokens by which a thing is found: its words, their beginnings, their sound, and its head.

What stands apart is marked by a control sign, which no text keeps when it is cut.
So the newest that have a word in their title are read off one list, without the many that have it
in their text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from serai.search.bigrams import Sort, pairs, pieces, tokens_of
from serai.search.pinyin import sound

HEAD: Final = "\x80"
"""Before a token of the title, the topics and the place."""

EDGE: Final = "\x81"
"""Before the beginning of a word."""

SOUND: Final = "\x82"
"""Before two neighbours as they sound."""

EDGES: Final = range(2, 6)
"""How long beginnings are; longer ones are few enough to be looked up one by one."""

_LATIN: Final = re.compile("[a-z]{5,20}")

KEPT: Final = 200_000
"""Pairs whose sound is kept in memory."""

_KANA: Final = re.compile("[\u3040-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]{2,}")

Cut = list[tuple[Sort, str]]


def tokens(head: str, text: str = "") -> list[str]:
    """Every token of a thing, in their places; `head` is what it is called."""
    above, below = list(pieces(head)), list(pieces(text))
    whole = above + below
    return [
        *_words(whole),
        *dict.fromkeys(_edges(whole)),
        *dict.fromkeys(HEAD + token for sort, piece in above for token in tokens_of(sort, piece)),
    ]


def latin_words(found: list[str]) -> list[str]:
    """Those tokens that somebody may mistype: a word of few letters is one slip from many."""
    return sorted({one for one in found if _LATIN.fullmatch(one)})


def _words(cut: Cut) -> Iterator[str]:
    japanese = any(_KANA.search(piece) for sort, piece in cut if sort == "run")
    said: set[str] = set()
    for sort, piece in cut:
        if sort == "run":
            yield from tokens_of(sort, piece)
            for han in () if japanese else _HAN.findall(piece):
                yield from filter(None, map(_SOUNDS.__getitem__, pairs(han)))
        elif piece not in said:
            said.add(piece)
            yield from tokens_of(sort, piece)


class _Sounds(dict[str, str]):
    """The token of how two neighbours sound, empty where they have no reading."""

    def __missing__(self, pair: str) -> str:
        said = sound(pair)
        if len(self) >= KEPT:
            self.clear()
        found = self[pair] = SOUND + said if said else ""
        return found


_SOUNDS: Final = _Sounds()


def _edges(cut: Cut) -> Iterator[str]:
    for sort, piece in cut:
        if sort == "word":
            yield from _edges_of(piece)


@lru_cache(maxsize=16_384)
def _edges_of(piece: str) -> tuple[str, ...]:
    words = tokens_of("word", piece)
    return tuple(EDGE + word[:long] for word in words for long in EDGES if long <= len(word))
