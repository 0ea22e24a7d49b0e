"""The tokens by which a thing is found: its words, their beginnings, their sound, and its head.

What stands apart is marked by a sign of Unicode's private use, which no text keeps when it is cut.
So the newest that have a word in their title are read off one list, without the many that have it
in their text.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from serai.languages import script_of
from serai.search.bigrams import Sort, pairs, pieces, tokens_of
from serai.search.pinyin import sound

HEAD: Final = "\ue000"
"""Before a token of the title, the topics and the place."""

EDGE: Final = "\ue001"
"""Before the beginning of a word."""

SOUND: Final = "\ue002"
"""Before two neighbours as they sound."""

EDGES: Final = range(2, 7)
"""How long beginnings are; longer ones are few enough to be looked up one by one."""

MISTYPED: Final = range(5, 21)
"""How long words are that are thought mistyped: a shorter one is one letter from many."""

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
    """Those tokens that somebody may mistype: words of some length, of letters from a to z."""
    return sorted(
        {one for one in found if one.isascii() and one.isalpha() and len(one) in MISTYPED}
    )


def _words(cut: Cut) -> Iterator[str]:
    said: set[str] = set()
    japanese = any(script_of(char) == "kana" for sort, run in cut if sort == "run" for char in run)
    for sort, piece in cut:
        if sort == "run":
            yield from tokens_of(sort, piece)
            if not japanese:
                yield from _sounds(piece)
        else:
            yield from (one for one in tokens_of(sort, piece) if one not in said)
            said.update(tokens_of(sort, piece))


def _sounds(run: str) -> Iterator[str]:
    for han, chars in groupby(run, key=lambda char: script_of(char) == "han"):
        if han:
            yield from (SOUND + said for pair in pairs("".join(chars)) if (said := sound(pair)))


def _edges(cut: Cut) -> Iterator[str]:
    for sort, piece in cut:
        if sort == "word":
            for token in tokens_of(sort, piece):
                yield from (EDGE + token[:long] for long in EDGES if long <= len(token))
